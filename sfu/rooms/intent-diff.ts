// A client asserts its whole intent on a new path, and again whenever it likes. What is to be done is the difference.

export interface HeldTrack {
  id: string;
  /** Carried by the path that asserts; false = by an older path of the same participant. */
  onThisPath: boolean;
}

export interface IntentDiff {
  /** Ids to produce on this path: new ones, and those that only the older path carries. */
  produce: string[];
  /** Already on this path. */
  keep: string[];
  /** Ids to take away: no longer intended. */
  remove: string[];
}

export function diffIntent(held: readonly HeldTrack[], offered: readonly { id: string }[]): IntentDiff {
  const onThisPath = new Set(held.flatMap((track) => (track.onThisPath ? [track.id] : [])));
  const offeredIds = new Set(offered.map(({ id }) => id));
  return {
    produce: [...offeredIds].filter((id) => !onThisPath.has(id)),
    keep: [...offeredIds].filter((id) => onThisPath.has(id)),
    remove: held.flatMap(({ id }) => (offeredIds.has(id) ? [] : [id])),
  };
}
