import type { RoomName } from "./ids.ts";

/**
 * A 32-bit digest of the rooms and epochs that a node holds, whatever their order, so that a heartbeat tells a replica
 * in four bytes whether its picture of the node is still right. FNV-1a of each "room\0epoch", and "\0standby" for those
 * that stand by, summed.
 */
export function roomsDigest(rooms: Iterable<{ room: RoomName | string; epoch: number; standby?: boolean }>): number {
  let sum = 0;
  for (const { room, epoch, standby } of rooms) {
    let hash = 0x811c9dc5;
    const text = `${room}\0${epoch}${standby ? "\0standby" : ""}`;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    sum = (sum + hash) >>> 0;
  }
  return sum;
}
