// How fast recovered sessions are put on one node, so that the death of a full node does not become the next one's. Pure,
// but for what it remembers: a leaky bucket for each node (the generic cell rate algorithm of ITU-T I.371), by its capacity.
//
// The budget of one replica: a tenth of a node's capacity at once, at least 32 sessions; after that a twentieth more
// every 100 ms. A node of 500 takes 50 at once and 250 a second. Small failovers are not delayed at all. A room goes as one.

import type { NodeId } from "../../proto/ids.ts";

export interface PacedNode {
  id: NodeId;
  capacity: number;
}

const burstShare = 1 / 10;
const leastBurst = 32;
const sharePer100Ms = 1 / 20;

export const burstOf = (capacity: number): number => Math.max(leastBurst, capacity * burstShare);
export const perMsOf = (capacity: number): number => Math.max(leastBurst / 2, capacity * sharePer100Ms) / 100;

export class RecoveryPace {
  /** When the node will have digested everything booked so far. */
  readonly #doneAtMs = new Map<NodeId, number>();

  /** Books the sessions, and tells how long they have to wait for their turn: in the order of booking, mostly 0 ms. */
  book(node: PacedNode, sessions: number, nowMs: number): number {
    const waitMs = this.#waitMs(node, sessions, nowMs);
    this.#doneAtMs.set(node.id, this.#backlogEndsMs(node, nowMs) + sessions / perMsOf(node.capacity));
    return waitMs;
  }

  /** For what can wait: books only when there is no wait. */
  bookIdle(node: PacedNode, sessions: number, nowMs: number): boolean {
    if (this.#waitMs(node, sessions, nowMs) > 0) return false;
    this.book(node, sessions, nowMs);
    return true;
  }

  #backlogEndsMs({ id }: PacedNode, nowMs: number): number {
    return Math.max(nowMs, this.#doneAtMs.get(id) ?? nowMs);
  }

  #waitMs(node: PacedNode, sessions: number, nowMs: number): number {
    // A room larger than the burst goes as soon as nothing else is in its way.
    const ahead = burstOf(node.capacity) - Math.min(sessions, burstOf(node.capacity));
    return Math.max(0, this.#backlogEndsMs(node, nowMs) - nowMs - ahead / perMsOf(node.capacity));
  }
}
