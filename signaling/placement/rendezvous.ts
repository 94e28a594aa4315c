// Rendezvous hashing: every replica that sees the same nodes picks the same one for a room, without asking anybody.

import type { NodeId, RoomName } from "../../proto/ids.ts";
import { type NodeCandidate, nodesThatFit, type NodeWish } from "./select-node.ts";

const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

function fnv1a(text: string, hash: number): number {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), fnvPrime);
  return hash;
}

/**
 * What ranks nodes for one room: FNV-1a of "room\0node" with a final mix (Murmur3's), so that names that differ in one
 * letter are far apart. Unsigned 32 bit. The room's part is hashed once for all nodes.
 */
function weigher(room: RoomName): (nodeId: NodeId) => number {
  const prefix = fnv1a(`${room}\0`, fnvOffset);
  return (nodeId) => {
    let hash = fnv1a(nodeId, prefix);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  };
}

export const rendezvousWeight = (room: RoomName, nodeId: NodeId): number => weigher(room)(nodeId);

/** Of two nodes that hold the room at one epoch, the one that keeps it: the same answer on every replica. */
export const betterPlacement = (room: RoomName, a: NodeId, b: NodeId): NodeId => rendezvousNode(room, [a, b])!;

/** The best of the nodes, or undefined when there is none. */
export function rendezvousNode(room: RoomName, nodes: readonly NodeId[]): NodeId | undefined {
  const weigh = weigher(room);
  let best: NodeId | undefined;
  let bestWeight = -1;
  for (const node of nodes) {
    const weight = weigh(node);
    if (weight < bestWeight || (weight === bestWeight && node > best!)) continue;
    best = node;
    bestWeight = weight;
  }
  return best;
}

/** A node this far above the mean share of its capacity is passed over: the next in rank takes the room. */
const loadBound = 1.25;
/** So that an almost empty cluster, whose mean is next to nothing, does not count as uneven. */
const loadSlack = 0.1;

export interface RendezvousInput extends NodeWish {
  room: RoomName;
}

/**
 * The node for a room when there is nobody to arbitrate: replicas that see the same nodes pick the same one. By rank,
 * with bounded load (Mirrokni, Thorup, Zadimoghaddam: Consistent Hashing with Bounded Loads). Undefined when none has
 * capacity.
 */
export function selectByRendezvous({ room, ...wish }: RendezvousInput): NodeId | undefined {
  const fits = nodesThatFit(wish);
  const share = (node: NodeCandidate): number => node.sessions / node.capacity;
  const mean = fits.reduce((sum, node) => sum + share(node), 0) / fits.length;
  const even = fits.filter((node) => share(node) <= mean * loadBound + loadSlack);
  return rendezvousNode(
    room,
    even.map(({ id }) => id),
  );
}
