// Which rooms to move when one node carries far more than another, as after a node has joined. Pure. No replica leads: each
// knows all nodes and all their rooms from heartbeats and plans alike, and moves those rooms that it has sessions of. Of
// two that move one room at once, the store's compare-and-set lets one win, and the other follows.

import type { NodeId, RoomName } from "../../proto/ids.ts";
import { describeLabels } from "../../proto/labels.ts";
import { rendezvousWeight } from "../placement/rendezvous.ts";
import type { NodeCandidate } from "../placement/select-node.ts";

/** Begins when the fullest of nodes that are alike is so many hundredths of its capacity above the emptiest... */
export const startGap = 0.2;
/** ...ends when it is less than this, so that it does not begin again at the next person who joins... */
export const stopGap = 0.1;
/** ...and only if it has lasted: a node's death, or a drain, shifts many rooms within seconds. */
export const steadyMs = 10_000;

export const maxRoomsAtOnce = 4;
/** Sessions in them. A single room may be larger: it moves alone. */
export const maxSessionsAtOnce = 50;

export interface BalancedRoom {
  room: RoomName;
  nodeId: NodeId;
  sessions: number;
  /** It came to its node a short while ago, and stays. */
  rests: boolean;
}

/** Labels that nodes have in common -> since when these nodes are uneven, by the replica's clock. */
export type Unevenness = ReadonlyMap<string, number>;

export interface RebalanceInput {
  nodes: readonly NodeCandidate[];
  rooms: readonly BalancedRoom[];
  /** As the last plan returned it. */
  uneven: Unevenness;
  nowMs: number;
}

export interface Rebalance {
  room: RoomName;
  from: NodeId;
  to: NodeId;
  /** Why, for people. */
  why: string;
}

export interface RebalancePlan {
  moves: Rebalance[];
  uneven: Unevenness;
}

/** What is carried where, if the moves planned so far are done. */
interface Carrier {
  id: NodeId;
  sessions: number;
  capacity: number;
}

const shareOf = ({ sessions, capacity }: Carrier): number => sessions / capacity;
const percentOf = (carrier: Carrier): string => `${Math.round(shareOf(carrier) * 100)}%`;
const fullestFirst = (a: Carrier, b: Carrier): number => shareOf(b) - shareOf(a) || (a.id < b.id ? -1 : 1);

export function planRebalance({ nodes, rooms, uneven: before, nowMs }: RebalanceInput): RebalancePlan {
  // A room never asks for more than its node has: another one with the same labels will do, whatever it asks for.
  const alike = Map.groupBy(
    nodes.filter(({ usable, capacity }) => usable && capacity > 0),
    ({ labels = {} }) => describeLabels(labels),
  );
  const uneven = new Map<string, number>();
  const moves: Rebalance[] = [];
  let moving = 0;
  for (const [labels, members] of alike) {
    const carriers = members.map(({ id, sessions, capacity }) => ({ id, sessions, capacity })).toSorted(fullestFirst);
    const sinceMs = before.get(labels);
    const gap = shareOf(carriers[0]!) - shareOf(carriers.at(-1)!);
    if (gap <= (sinceMs === undefined ? startGap : stopGap)) continue;
    uneven.set(labels, sinceMs ?? nowMs);
    if (nowMs - (sinceMs ?? nowMs) < steadyMs) continue;
    const movable = rooms.filter(({ rests, sessions }) => !rests && sessions > 0);
    while (moves.length < maxRoomsAtOnce) {
      const next = nextMove(carriers, movable, moving === 0 ? Infinity : maxSessionsAtOnce - moving);
      if (!next) break;
      moves.push(next.move);
      moving += next.sessions;
    }
  }
  return { moves, uneven };
}

/**
 * The smallest room of the fullest node to the emptiest, unless that one would then be the fuller of the two: so nothing
 * is ever moved back. Takes the room from `movable`.
 */
function nextMove(
  carriers: Carrier[],
  movable: BalancedRoom[],
  maxSessions: number,
): { move: Rebalance; sessions: number } | undefined {
  carriers.sort(fullestFirst);
  const from = carriers[0]!;
  const to = carriers.at(-1)!;
  if (shareOf(from) - shareOf(to) <= stopGap) return undefined;
  const rank = ({ room }: BalancedRoom): number => rendezvousWeight(room, to.id);
  const [smallest] = movable
    .filter(({ nodeId }) => nodeId === from.id)
    .sort((a, b) => a.sessions - b.sessions || rank(b) - rank(a));
  if (!smallest || smallest.sessions > maxSessions) return undefined;
  const { room, sessions } = smallest;
  if ((from.sessions - sessions) / from.capacity < (to.sessions + sessions) / to.capacity) return undefined;
  const why = `${from.id} is ${percentOf(from)} full, ${to.id} ${percentOf(to)}`;
  from.sessions -= sessions;
  to.sessions += sessions;
  movable.splice(movable.indexOf(smallest), 1);
  return { move: { room, from: from.id, to: to.id, why }, sessions };
}
