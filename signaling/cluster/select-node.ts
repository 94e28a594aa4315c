import type { NodeId } from "../../proto/ids.ts";

export interface NodeCandidate {
  id: NodeId;
  /** As the node names it; empty when it names none. */
  region?: string;
  /** Live by direct evidence, with a media worker that runs: takes new rooms. */
  usable: boolean;
  /** Not known to be dead: keeps the rooms that it has. */
  present: boolean;
  sessions: number;
  /** Sessions that the node takes at most. */
  capacity: number;
  liveWorkers: number;
  /** The busiest of its workers, share of one core, 0..1. */
  cpu: number;
}

export interface NodeWish {
  nodes: readonly NodeCandidate[];
  /** Sessions to be placed together. */
  sessions: number;
  /** Taken when it is usable and has room: the node that the room is on, or was on. */
  prefer?: NodeId | undefined;
  exclude?: ReadonlySet<NodeId>;
  /** Where the room is wanted; empty = anywhere. Elsewhere is better than nowhere. */
  region?: string;
}

export interface SelectNodeInput extends NodeWish {
  random: () => number;
}

/** The nodes to choose from: the preferred one alone if it fits, else those of the region, else all that have room. */
export function nodesThatFit({ nodes, sessions, prefer, exclude, region = "" }: NodeWish): NodeCandidate[] {
  const all = nodes.filter(
    (node) => node.usable && !exclude?.has(node.id) && node.sessions + sessions <= node.capacity,
  );
  const preferred = all.find((node) => node.id === prefer);
  if (preferred) return [preferred];
  const near = region === "" ? [] : all.filter((node) => node.region === region);
  return near.length > 0 ? near : all;
}

/**
 * The node for a room, or undefined when none has capacity: the preferred one, else the less loaded of two taken at
 * random, which spreads almost as well as the least loaded of all, without everybody picking the same one at once.
 */
export function selectNode({ random, ...wish }: SelectNodeInput): NodeId | undefined {
  const fits = nodesThatFit(wish);
  if (fits.length === 0) return undefined;
  const firstIndex = Math.floor(random() * fits.length);
  const first = fits[firstIndex]!;
  const others = fits.filter((node) => node !== first);
  const second = others[Math.floor(random() * others.length)] ?? first;
  return load(second) < load(first) ? second.id : first.id;
}

/** 0 = idle, 1 = full, by what is scarcer. */
export function load({ sessions, capacity, cpu }: Pick<NodeCandidate, "sessions" | "capacity" | "cpu">): number {
  return Math.max(cpu, capacity > 0 ? sessions / capacity : 1);
}
