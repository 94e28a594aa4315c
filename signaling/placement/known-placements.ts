// Where rooms are, as this replica knows without asking anybody: what nodes tell, what it has decided itself, and what it
// has read. It brings back what the store has lost, and is what there is to go by while the store is away.

import type { NodeId, RoomName } from "../../proto/ids.ts";
import { keepReleasedMs } from "../store/memory-store.ts";
import type { Placement } from "../store/store.ts";
import { type KnownPlacement, newestPlacement } from "./placement-order.ts";

/** Those used last; far more than one cluster's nodes hold. */
const maxRooms = 200_000;

export class KnownPlacements {
  readonly #rooms = new Map<RoomName, KnownPlacement & { notedAtMs: number }>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get size(): number {
    return this.#rooms.size;
  }

  get(room: RoomName): KnownPlacement | undefined {
    return this.#rooms.get(room);
  }

  /** Each room once, also while others come and go; those that have long been let go are forgotten on the way. */
  *rooms(): Generator<RoomName> {
    for (const [room, { nodeId, notedAtMs }] of this.#rooms) {
      if (nodeId === undefined && this.#nowMs() - notedAtMs > keepReleasedMs) this.#rooms.delete(room);
      else yield room;
    }
  }

  /** This replica has placed the room, or has read where it is. */
  note(room: RoomName, placement: Placement): void {
    const known = this.#rooms.get(room);
    const newest = newestPlacement(room, placement, known)!;
    if (newest.epoch === known?.epoch && newest.nodeId === known.nodeId) {
      if (newest.standby !== known.standby) this.#set(room, { ...known, standby: newest.standby });
    } else this.#set(room, { ...newest, held: false });
  }

  /** A node tells that it holds the room. */
  held(room: RoomName, nodeId: NodeId, epoch: number): void {
    const known = this.#rooms.get(room);
    const told: KnownPlacement = { nodeId, epoch, held: true };
    if (known?.epoch === epoch && known.nodeId === nodeId) this.#set(room, { ...known, held: true });
    else if (newestPlacement(room, known, told)?.nodeId === nodeId || (known?.epoch ?? 0) < epoch)
      this.#set(room, told);
  }

  /** A node tells that it let the room go. */
  released(room: RoomName, nodeId: NodeId, epoch: number): void {
    const known = this.#rooms.get(room);
    if (known?.nodeId === nodeId && known.epoch === epoch)
      this.#set(room, { nodeId: undefined, epoch, held: false, releasedBy: nodeId });
  }

  #set(room: RoomName, known: KnownPlacement): void {
    this.#rooms.delete(room); // a Map keeps insertion order: the room moves to the young end
    this.#rooms.set(room, { ...known, notedAtMs: this.#nowMs() });
    if (this.#rooms.size > maxRooms) this.#rooms.delete(this.#rooms.keys().next().value!);
  }
}
