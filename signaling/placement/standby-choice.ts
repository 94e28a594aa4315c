import type { NodeId } from "../../proto/ids.ts";
import type { NodeSelector } from "../room-settings.ts";
import type { Placed } from "./placement.ts";
import { type NodeCandidate, nodesThatFit, selectNode } from "./select-node.ts";

export interface ChooseStandbyInput {
  nodes: readonly NodeCandidate[];
  /** The node that carries the room. */
  active: NodeId;
  /** Sessions to stand by for. */
  sessions: number;
  /** Where others of the room stand by already. */
  current: NodeId | undefined;
  /** Which nodes the room wants. */
  selector?: NodeSelector | undefined;
  random: () => number;
}

/**
 * Where a room's standby paths go: the node that it has for this already, else another one, else another worker of the
 * same node. Undefined when none of these is possible.
 */
export function chooseStandby(input: ChooseStandbyInput): NodeId | undefined {
  const { nodes, active, sessions, current, selector, random } = input;
  const others = selectNode({ nodes, sessions, prefer: current, exclude: new Set([active]), selector, random });
  if (others !== undefined) return others;
  const own = nodes.find(({ id }) => id === active);
  const fits = own?.usable && own.sessions + sessions <= own.capacity && own.liveWorkers >= 2;
  return fits ? active : undefined;
}

interface StandingBy {
  active: NodeId;
  standbys: ReadonlySet<NodeId>;
  sessions: number;
  selector?: NodeSelector | undefined;
}

/**
 * Whether the room's standby paths are to be made anew: they stand by on another worker of the call's own node, for want
 * of another node, and there is one by now; or they are not all on one node, and those in them would not hear each other.
 */
export function mayStandByBetter(
  nodes: readonly NodeCandidate[],
  { active, standbys, sessions, selector }: StandingBy,
): boolean {
  if (standbys.size > 1) return true;
  if (!standbys.has(active)) return false;
  return nodesThatFit({ nodes, sessions, exclude: new Set([active]), selector }).length > 0;
}

/** Whether the room is another than the one whose paths were lost, so that what stands by there may be it by now. */
export const mayBePromoted = (lost: Placed, now: Placed): boolean =>
  now.epoch !== lost.epoch || now.nodeId !== lost.nodeId;
