// What nodes say of the rooms that they hold: it brings back what the store has lost, and fences who was left behind.

import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { RoomName } from "../../proto/ids.ts";
import type { KnownPlacements } from "./known-placements.ts";
import { leavingGraceMs } from "./migration.ts";
import type { HeldRoom, NodeLink } from "./node-link.ts";
import type { Nodes } from "./nodes.ts";
import type { Placed } from "./placement.ts";
import type { Rooms } from "./rooms.ts";

export interface HeldRoomsDeps {
  nodes: Nodes;
  rooms: Rooms;
  known: KnownPlacements;
  /** Compares the room with the store, soon. */
  reconcile(room: RoomName): void;
  log: Logger;
}

export class HeldRooms {
  readonly #deps: HeldRoomsDeps;

  constructor(deps: HeldRoomsDeps) {
    this.#deps = deps;
  }

  held(link: NodeLink, room: RoomName, { epoch, leaving }: HeldRoom): void {
    const nodeId = link.id;
    if (nodeId === undefined || leaving) return;
    const { known, rooms } = this.#deps;
    known.held(room, nodeId, epoch);
    if (!rooms.held(room, { nodeId, epoch }) || (known.get(room)?.epoch ?? 0) > epoch) this.#fence(link, room, epoch);
    else this.#deps.reconcile(room);
  }

  /** Its epoch stays, so that the next placement is above it. */
  released({ id }: NodeLink, room: RoomName, epoch: number): void {
    if (id === undefined) return;
    this.#deps.known.released(room, id, epoch);
    this.#deps.reconcile(room);
  }

  /** The store says that the room is there: it is followed, and whoever else holds it is fenced. */
  placed(room: RoomName, placed: Placed, isNews: boolean): void {
    const { nodes, rooms } = this.#deps;
    if (!isNews && !rooms.get(room)) return;
    // To a node that this replica does not reach, nobody can be brought.
    if (!nodes.byId(placed.nodeId)?.present) return;
    rooms.held(room, placed);
    if (!isNews) return;
    for (const link of nodes.links) {
      const held = link.rooms.get(room);
      if (held && !held.leaving && held.epoch < placed.epoch) this.#fence(link, room, held.epoch);
    }
  }

  /** The room has a higher epoch elsewhere. A node that was given up lets go at once; else it may be moving just now. */
  #fence(link: NodeLink, room: RoomName, epoch: number): void {
    const { log } = this.#deps;
    const graceMs = link.wasDead ? 0 : leavingGraceMs;
    log.warn({ node: link.id, room, epoch, graceMs }, "node holds a room that has been placed elsewhere since: fenced");
    link
      .request("closeRoom", { room, epoch, reason: "epoch_stale", graceMs })
      .catch((error: unknown) => log.warn({ node: link.id, room, code: HoldfastError.from(error).code }, "not fenced"));
  }
}
