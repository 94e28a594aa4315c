// A 32-bit digest of the rooms and epochs that a node holds, whatever their order, so that a heartbeat tells a replica in
// four bytes whether its picture of the node is still right.

import type { RoomName } from "./ids.ts";

export interface DigestedRoom {
  room: RoomName | string;
  epoch: number;
  standby?: boolean;
}

/** FNV-1a of "room\0epoch", and "\0standby" for one that stands by. Unsigned 32 bit. */
export function roomDigest({ room, epoch, standby }: DigestedRoom): number {
  let hash = 0x811c9dc5;
  const text = `${room}\0${epoch}${standby ? "\0standby" : ""}`;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Digests add up, in any order; a room that goes is subtracted. */
export const sumDigests = (a: number, b: number): number => (a + b) >>> 0;

export function roomsDigest(rooms: Iterable<DigestedRoom>): number {
  let sum = 0;
  for (const room of rooms) sum = sumDigests(sum, roomDigest(room));
  return sum;
}
