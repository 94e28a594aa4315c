// A client asserts its whole intent on a new path, and again whenever it likes. What is to be done is the difference.

export interface HeldTrack {
  id: string;
  muted: boolean;
  /** Carried by the path that asserts; false = by an older path of the same participant. */
  onThisPath: boolean;
}
export interface OfferedTrack {
  id: string;
  muted: boolean;
}

export interface IntentDiff {
  /** Ids to produce on this path: new ones, and those that only the older path carries. */
  produce: string[];
  /** Ids to take away: no longer intended. */
  remove: string[];
  /** Already on this path, but muted or unmuted since. */
  setMuted: { id: string; muted: boolean }[];
}

export function diffIntent(held: readonly HeldTrack[], offered: readonly OfferedTrack[]): IntentDiff {
  const heldById = new Map(held.map((track) => [track.id, track]));
  const offeredIds = new Set(offered.map((track) => track.id));
  const diff: IntentDiff = { produce: [], remove: [], setMuted: [] };
  for (const { id, muted } of offered) {
    const track = heldById.get(id);
    if (!track?.onThisPath) diff.produce.push(id);
    else if (track.muted !== muted) diff.setMuted.push({ id, muted });
  }
  for (const { id } of held) if (!offeredIds.has(id)) diff.remove.push(id);
  return diff;
}
