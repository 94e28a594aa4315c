// What a page sees of a camera, of all that its tracks deliver. Pure.

export interface ShownTrack {
  track: number;
  sinceMs: number;
}

/** @param shown oldest first. */
export function trackShownAt(shown: readonly ShownTrack[], atMs: number): number | undefined {
  return shown.findLast(({ sinceMs }) => sinceMs <= atMs)?.track;
}

/**
 * The pictures that came on each track while it was shown. Only when they came counts: that one of them took longer to
 * be read than the next track took to be shown is nothing that anybody sees.
 */
export function picturesSeen<Picture extends { arrivalMs: number }>(
  shown: readonly ShownTrack[],
  delivered: ReadonlyMap<number, readonly Picture[]>,
): Picture[] {
  return shown.flatMap(({ track, sinceMs }, index) => {
    const untilMs = shown[index + 1]?.sinceMs ?? Number.POSITIVE_INFINITY;
    return (delivered.get(track) ?? []).filter(({ arrivalMs }) => arrivalMs >= sinceMs && arrivalMs < untilMs);
  });
}
