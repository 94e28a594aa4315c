// Places on one node that this replica has given away and that no heartbeat has counted yet: who places the next room
// sees them at once. Without that, a thousand rooms that are placed in one turn would all find the same node empty.

import type { RoomName } from "../../proto/ids.ts";

/** A placement that nothing follows; the sessions went over standby paths, or somebody else placed the room. */
const promiseTtlMs = 1_000;

/** Sessions of one Attach. */
export interface Reservation {
  /** The node has so many of them; the next heartbeat counts them. Idempotent. */
  settle(sessions: number): void;
}

export class Reservations {
  readonly #promised = new Map<RoomName, { sessions: number; untilMs: number }>();
  #promisedSum = 0;
  /** No promise ends before: nothing has to be looked through until then. */
  #endsFromMs = Infinity;
  #attaching = 0;
  #attached = 0;

  /** The room has been placed on the node; `take` will follow. */
  promise(room: RoomName, sessions: number, nowMs: number): void {
    this.#redeem(room);
    const untilMs = nowMs + promiseTtlMs;
    this.#promised.set(room, { sessions, untilMs });
    this.#endsFromMs = Math.min(this.#endsFromMs, untilMs);
    this.#promisedSum += sessions;
  }

  /** Sessions of the room are about to be put on the node. */
  take(room: RoomName, sessions: number): Reservation {
    this.#redeem(room);
    this.#attaching += sessions;
    let open = true;
    return {
      settle: (attached) => {
        if (!open) return;
        open = false;
        this.#attaching -= sessions;
        this.#attached += attached;
      },
    };
  }

  /** A heartbeat came, over the connection that the answers to Attach come over: it counts all that were answered before. */
  heard(): void {
    this.#attached = 0;
  }

  count(nowMs: number): number {
    if (nowMs >= this.#endsFromMs) this.#endOverdue(nowMs);
    return this.#promisedSum + this.#attaching + this.#attached;
  }

  #endOverdue(nowMs: number): void {
    this.#endsFromMs = Infinity;
    for (const [room, { untilMs }] of this.#promised) {
      // A Map keeps insertion order: the oldest come first.
      if (untilMs > nowMs) {
        this.#endsFromMs = untilMs;
        break;
      }
      this.#redeem(room);
    }
  }

  #redeem(room: RoomName): void {
    this.#promisedSum -= this.#promised.get(room)?.sessions ?? 0;
    this.#promised.delete(room);
  }
}
