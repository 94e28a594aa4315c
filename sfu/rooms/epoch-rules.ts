// Which placements of a room a node follows (DESIGN: epochs fence). Placements of one room are totally ordered by
// their epoch; a node never goes back to a lower one than it has seen.

export interface EpochState {
  /** Epoch of the room that the node holds now. */
  held?: number | undefined;
  /** Highest epoch the node has seen for the room, held or not. */
  seen?: number | undefined;
}

export type EpochVerdict = "join" | "open" | "replace" | "stale";

/** What an Attach at `epoch` means: join the room held, open it, let the held one go and open it, or refuse. */
export function judgeEpoch({ held, seen }: EpochState, epoch: number): EpochVerdict {
  if (epoch < Math.max(held ?? 0, seen ?? 0)) return "stale";
  if (held === undefined) return "open";
  return epoch === held ? "join" : "replace";
}

export type StandbyVerdict = "join" | "follow" | "open" | "stale";

/** The same for a standby, where `held` is the epoch that it stands by for: it follows its room to higher ones. */
export function judgeStandby({ held, seen }: EpochState, epoch: number): StandbyVerdict {
  if (epoch < Math.max(held ?? 0, seen ?? 0)) return "stale";
  if (held === undefined) return "open";
  return epoch === held ? "join" : "follow";
}

export type PromotionVerdict = "promote" | "done" | "missing" | "stale";

/** What PromoteRoom at `epoch` means; `done`: another replica found the same loss a moment earlier. */
export function judgePromotion(
  { held, seen, standby }: EpochState & { standby: boolean },
  epoch: number,
): PromotionVerdict {
  if (!standby) return held === epoch ? "done" : "missing";
  if (held === epoch) return "stale";
  return judgeEpoch({ held, seen }, epoch) === "stale" ? "stale" : "promote";
}

/** A room that leaves is placed elsewhere at a higher epoch by then: it comes back at no lower one than this. */
export const seenAfterLeaving = (epoch: number): number => epoch + 1;

/** The highest epochs seen, for the rooms used last; bounded, because room names come from outside. */
export class SeenEpochs {
  readonly #epochs = new Map<string, number>();
  readonly #maxRooms: number;

  constructor(maxRooms = 50_000) {
    this.#maxRooms = maxRooms;
  }

  get(room: string): number | undefined {
    return this.#epochs.get(room);
  }

  note(room: string, epoch: number): void {
    const highest = Math.max(epoch, this.#epochs.get(room) ?? 0);
    this.#epochs.delete(room); // a Map keeps insertion order: the room moves to the young end
    this.#epochs.set(room, highest);
    if (this.#epochs.size > this.#maxRooms) this.#epochs.delete(this.#epochs.keys().next().value!);
  }
}
