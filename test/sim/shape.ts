// What a simulated cluster is made of, drawn from its seed.

import { Random } from "./random.ts";

export interface NodeShape {
  /** Sessions that it takes. */
  capacity: number;
  region: string;
}

export interface Shape {
  nodes: readonly NodeShape[];
  replicas: number;
  participants: number;
  /** Whether rooms move to even out the nodes. */
  rebalance: boolean;
  /** Nodes are nearly full when one of them is gone. Rooms are small, and nobody has a standby path. */
  crowded: boolean;
}

/** What is not given is drawn from the seed. */
export interface ShapeWishes {
  nodes?: number;
  participants?: number;
  replicas?: number;
  rebalance?: boolean;
  crowded?: boolean;
}

/** So many nodes are broken at a time: one of up to three, and never half of more. */
export const mostBroken = (nodes: number): number => Math.max(1, Math.floor((nodes - 1) / 3));

const crowdedShare = 0.2;

export function drawShape(seed: number, wishes: ShapeWishes = {}): Shape {
  const free = wishes.nodes === undefined && wishes.participants === undefined;
  if (wishes.crowded ?? (free && new Random(seed ^ 0xc40d).chance(crowdedShare))) return drawCrowded(seed, wishes);
  const draw = new Random(seed ^ 0x5eed);
  const count = wishes.nodes || draw.whole(2, 8);
  const participants = wishes.participants || draw.whole(4, 40);
  const replicas = wishes.replicas || draw.whole(1, 3);
  const mixed = draw.chance(0.5);
  const sizes = Array.from({ length: count }, () => (mixed ? draw.pick([1, 1, 2, 4]) : 1));
  const regional = draw.chance(0.4);
  const regions = sizes.map(() => (regional ? draw.pick(regionNames) : ""));
  // Enough for everybody, and everybody's standby path, on the nodes that may be left.
  const left = sizes.toSorted((a, b) => a - b).slice(0, count - mostBroken(count));
  const unit = Math.ceil((participants * 1.6) / left.reduce((sum, size) => sum + size, 0)) + 16;
  return {
    nodes: sizes.map((size, i) => ({ capacity: size * unit, region: regions[i]! })),
    replicas,
    participants,
    rebalance: wishes.rebalance ?? draw.chance(0.5),
    crowded: false,
  };
}

/** Few nodes and many people: bursts matter, and the last free place does. */
function drawCrowded(seed: number, wishes: ShapeWishes): Shape {
  const draw = new Random(seed ^ 0x5eed);
  const count = wishes.nodes || draw.whole(2, 4);
  const participants = wishes.participants || draw.whole(60, 120);
  const capacity = Math.ceil((participants * 1.05) / (count - mostBroken(count))) + 3;
  return {
    nodes: Array.from({ length: count }, () => ({ capacity, region: "" })),
    replicas: wishes.replicas || draw.pick([1, 1, 2, 3]),
    participants,
    rebalance: wishes.rebalance ?? draw.chance(0.5),
    crowded: true,
  };
}

export const regionNames = ["east", "west"] as const;
