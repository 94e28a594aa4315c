import type { NodeId } from "../../proto/ids.ts";
import { type NodeCandidate, selectNode } from "./select-node.ts";

export interface ChooseStandbyInput {
  nodes: readonly NodeCandidate[];
  /** The node that carries the room. */
  active: NodeId;
  /** Sessions to stand by for. */
  sessions: number;
  /** Where others of the room stand by already. */
  current: NodeId | undefined;
  random: () => number;
}

/**
 * Where a room's standby paths go: the node that it has for this already, else another one, else another worker of the
 * same node. Undefined when none of these is possible.
 */
export function chooseStandby({ nodes, active, sessions, current, random }: ChooseStandbyInput): NodeId | undefined {
  const others = selectNode({ nodes, sessions, prefer: current, exclude: new Set([active]), random });
  if (others !== undefined) return others;
  const own = nodes.find(({ id }) => id === active);
  const fits = own?.usable && own.sessions + sessions <= own.capacity && own.liveWorkers >= 2;
  return fits ? active : undefined;
}

/** Standing by on another worker of the same node is for want of another node: whether there is one by now. */
export function mayStandByElsewhere(
  nodes: readonly NodeCandidate[],
  { active, standby, sessions }: { active: NodeId; standby: NodeId | undefined; sessions: number },
): boolean {
  if (standby !== active) return false;
  return nodes.some((node) => node.id !== active && node.usable && node.sessions + sessions <= node.capacity);
}
