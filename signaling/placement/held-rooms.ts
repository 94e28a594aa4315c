// What nodes say of the rooms that they hold: it brings back what the store has lost, and fences who was left behind.

import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { RoomName } from "../../proto/ids.ts";
import type { KnownPlacements } from "./known-placements.ts";
import { leavingGraceMs } from "../rooms/migration.ts";
import type { NodeLink } from "../nodes/node-link.ts";
import type { HeldRoom } from "../nodes/node-rooms.ts";
import type { Nodes } from "../nodes/nodes.ts";
import type { Placed } from "./placement.ts";
import type { Rooms } from "../rooms/rooms.ts";

const sweepMs = 2_500;

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
  readonly #sweeper: NodeJS.Timeout;
  /** Rooms that nodes should have let go of, as seen by the last sweep. */
  #left = new Map<NodeLink, Set<RoomName>>();

  constructor(deps: HeldRoomsDeps) {
    this.#deps = deps;
    this.#sweeper = setInterval(() => this.#sweep(), sweepMs).unref();
  }

  close(): void {
    clearInterval(this.#sweeper);
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

  /** Messages that told nodes to let go may have been lost, or overtaken: what they hold decides, seen twice. */
  #sweep(): void {
    const { nodes } = this.#deps;
    const before = this.#left;
    this.#left = new Map();
    for (const link of nodes.links) {
      const left = new Set<RoomName>();
      for (const [room, held] of link.rooms) {
        if (held.leaving || !this.#isElsewhere(link, room, held.epoch)) continue;
        if (before.get(link)?.has(room)) this.#fence(link, room, held.epoch);
        else left.add(room);
      }
      if (left.size > 0) this.#left.set(link, left);
    }
  }

  /** At a higher epoch; or two nodes hold it at one, and this one is not the one to keep it. */
  #isElsewhere(link: NodeLink, room: RoomName, epoch: number): boolean {
    const known = this.#deps.known.get(room);
    if (!known || known.epoch !== epoch) return (known?.epoch ?? 0) > epoch;
    const keeps =
      known.nodeId === undefined || known.nodeId === link.id ? undefined : this.#deps.nodes.byId(known.nodeId);
    return keeps?.rooms.get(room)?.epoch === epoch;
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
