import type { NodeId } from "../../proto/ids.ts";
import { type Labels, regionLabel } from "../../proto/labels.ts";
import type { NodeSelector } from "../room-settings.ts";

export interface NodeCandidate {
  id: NodeId;
  labels?: Labels;
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
  /** Which nodes the room wants; none = any. */
  selector?: NodeSelector | undefined;
}

export interface SelectNodeInput extends NodeWish {
  random: () => number;
}

/** Whether the node has all the labels that the room asks for. */
export function hasLabels({ labels }: NodeCandidate, wanted: Labels | undefined): boolean {
  for (const name in wanted) if (labels?.[name] !== wanted[name]) return false;
  return true;
}

/**
 * The nodes to choose from: the preferred one alone if it fits, else those of the region, else all that have room. None
 * of them lacks a label that is asked for.
 */
export function nodesThatFit({ nodes, sessions, prefer, exclude, selector }: NodeWish): NodeCandidate[] {
  const all = nodes.filter(
    (node) =>
      node.usable &&
      !exclude?.has(node.id) &&
      node.sessions + sessions <= node.capacity &&
      hasLabels(node, selector?.nodeLabels),
  );
  const preferred = prefer === undefined ? undefined : all.find((node) => node.id === prefer);
  if (preferred) return [preferred];
  const near = selector?.region ? all.filter(({ labels }) => labels?.[regionLabel] === selector.region) : [];
  return near.length > 0 ? near : all;
}

/**
 * The node for a room, or undefined when none has capacity: the preferred one, else the less loaded of two taken at
 * random, which spreads almost as well as the least loaded of all, without everybody picking the same one at once.
 */
export function selectNode({ random, ...wish }: SelectNodeInput): NodeId | undefined {
  const fits = nodesThatFit(wish);
  const firstIndex = Math.floor(random() * fits.length);
  const first = fits[firstIndex];
  if (!first || fits.length === 1) return first?.id;
  const secondIndex = Math.floor(random() * (fits.length - 1));
  const second = fits[secondIndex < firstIndex ? secondIndex : secondIndex + 1]!;
  return load(second) < load(first) ? second.id : first.id;
}

/** 0 = idle, 1 = full, by what is scarcer. */
export function load({ sessions, capacity, cpu }: Pick<NodeCandidate, "sessions" | "capacity" | "cpu">): number {
  return Math.max(cpu, capacity > 0 ? sessions / capacity : 1);
}
