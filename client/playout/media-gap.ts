// How long media was away, as this client saw it. Times are those of RTCRtpSynchronizationSource.timestamp: when a
// frame was delivered to its track, which for video means decoded. Only differences are used.

/** A track that was being received when the path was lost. */
export interface WatchedTrack {
  lastBeforeMs: number;
  /** Undefined until media arrives on the new path. */
  firstAfterMs: number | undefined;
}

/** A track counts as flowing when its last media is at most this much older than the newest of all. */
const flowingWithinMs = 1_500;

/** Of the last delivery times of all tracks, those that were still flowing when everything stopped. */
export function flowingTracks<Key>(lastMediaMs: ReadonlyMap<Key, number>): Map<Key, WatchedTrack> {
  const newestMs = Math.max(...lastMediaMs.values());
  const flowing = new Map<Key, WatchedTrack>();
  for (const [key, lastBeforeMs] of lastMediaMs) {
    if (newestMs - lastBeforeMs <= flowingWithinMs) flowing.set(key, { lastBeforeMs, firstAfterMs: undefined });
  }
  return flowing;
}

export function allBack(tracks: Iterable<WatchedTrack>): boolean {
  for (const { firstAfterMs } of tracks) if (firstAfterMs === undefined) return false;
  return true;
}

/**
 * The longest gap among the tracks that are back; of none, 0. A path that was made before the old one broke has media
 * that is older than the last on the old path: no gap at all.
 */
export function longestGapMs(tracks: Iterable<WatchedTrack>): number {
  let longest = 0;
  for (const { lastBeforeMs, firstAfterMs } of tracks) {
    if (firstAfterMs !== undefined) longest = Math.max(longest, firstAfterMs - lastBeforeMs);
  }
  return longest;
}
