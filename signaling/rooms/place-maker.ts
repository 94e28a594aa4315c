// Somebody comes to a room whose node is full: all of the room moves, without a gap, to a node that has place for everybody
// in it and for who comes. Where there is none, who comes is refused, and those who talk are left alone.

import { HoldfastError } from "../../proto/errors.ts";
import type { RoomName } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { LocalRoom } from "./local-room.ts";
import { migrateRoom, sessionsToMove } from "./migration.ts";
import type { Placed } from "../placement/placement.ts";
import { maxRoomsAtOnce, maxSessionsAtOnce } from "../balancing/rebalance-plan.ts";
import type { RoomsDeps } from "./rooms-deps.ts";

export class PlaceMaker {
  readonly #deps: RoomsDeps;
  /** Sessions of each room that moves just now. */
  readonly #moving = new Map<RoomName, number>();

  constructor(deps: RoomsDeps) {
    this.#deps = deps;
  }

  /** Where the room is now; undefined when it stays. Runs in the room's queue. Never rejects. */
  async makePlace(room: LocalRoom, from: Placed, newcomers: number): Promise<Placed | undefined> {
    const { store, log } = this.#deps;
    const sessions = sessionsToMove(this.#deps, room, from) + newcomers;
    // Without the store nobody arbitrates between replicas; and those who are in calls come first.
    if (!store.up || !this.#isWithinBudget(sessions)) return undefined;
    this.#moving.set(room.name, sessions);
    try {
      return await migrateRoom(this.#deps, room, from, wire.PathCause.REBALANCED, { newcomers });
    } catch (thrown) {
      log.info({ room: room.name, node: from.nodeId, code: HoldfastError.from(thrown).code }, "no place for one more");
      return undefined;
    } finally {
      this.#moving.delete(room.name);
    }
  }

  /** As rooms are moved to even out the nodes: a few at a time, and a large one alone. */
  #isWithinBudget(sessions: number): boolean {
    const moving = [...this.#moving.values()].reduce((sum, count) => sum + count, 0);
    return this.#moving.size === 0 || (this.#moving.size < maxRoomsAtOnce && moving + sessions <= maxSessionsAtOnce);
  }
}
