// What nodes say of the rooms that they hold: it brings back what the store has lost, and fences who was left behind.

import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { RoomName } from "../../proto/ids.ts";
import type { Store } from "../store/store.ts";
import { leavingGraceMs } from "./migration.ts";
import type { HeldRoom, NodeLink } from "./node-link.ts";
import { observePlacement } from "./placement-observed.ts";
import type { Rooms } from "./rooms.ts";

export interface HeldRoomsDeps {
  store: Store;
  rooms: Rooms;
  log: Logger;
}

export async function roomHeld(
  { store, rooms, log }: HeldRoomsDeps,
  link: NodeLink,
  room: RoomName,
  { epoch, leaving }: HeldRoom,
): Promise<void> {
  const nodeId = link.id;
  if (nodeId === undefined || leaving) return;
  if (!rooms.held(room, { nodeId, epoch })) return fence(log, link, room, epoch);
  try {
    await observePlacement(store, room, nodeId, epoch);
    const stored = await store.getPlacement(room);
    if (stored && stored.epoch > epoch) fence(log, link, room, epoch);
  } catch (error) {
    log.debug({ room, node: nodeId, err: error }, "the placement could not be written down");
  }
}

/** The room has a higher epoch elsewhere. A node that was given up lets go at once; else it may be moving just now. */
function fence(log: Logger, link: NodeLink, room: RoomName, epoch: number): void {
  const graceMs = link.wasDead ? 0 : leavingGraceMs;
  log.warn({ node: link.id, room, epoch, graceMs }, "node holds a room that has been placed elsewhere since: fenced");
  link
    .request("closeRoom", { room, epoch, reason: "epoch_stale", graceMs })
    .catch((error: unknown) => log.warn({ node: link.id, room, code: HoldfastError.from(error).code }, "not fenced"));
}
