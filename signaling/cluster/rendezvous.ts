// Rendezvous hashing: every replica that sees the same nodes picks the same one for a room, without asking anybody.

import type { NodeId, RoomName } from "../../proto/ids.ts";

/** FNV-1a with a final mix (Murmur3's), so that names that differ in one letter are far apart. Unsigned 32 bit. */
export function rendezvousWeight(room: RoomName, nodeId: NodeId): number {
  let hash = 0x811c9dc5;
  const text = `${room}\0${nodeId}`;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Of two nodes that hold the room at one epoch, the one that keeps it: the same answer on every replica. */
export function betterPlacement(room: RoomName, a: NodeId, b: NodeId): NodeId {
  const weightA = rendezvousWeight(room, a);
  const weightB = rendezvousWeight(room, b);
  if (weightA !== weightB) return weightA > weightB ? a : b;
  return a < b ? a : b;
}

/** The best of the nodes that fit, or undefined when there is none. */
export function rendezvousNode(room: RoomName, nodes: readonly NodeId[]): NodeId | undefined {
  let best: NodeId | undefined;
  for (const node of nodes) best = best === undefined ? node : betterPlacement(room, best, node);
  return best;
}
