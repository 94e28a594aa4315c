// Finds or makes a room's placement. The store arbitrates by compare-and-set; whoever loses follows the winner.

import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { Store } from "../store/store.ts";
import { type NodeCandidate, selectNode } from "./select-node.ts";

export interface Placed {
  nodeId: NodeId;
  epoch: number;
}

export interface PlaceInput {
  room: RoomName;
  sessions: number;
  /** The placement that no longer serves: it is replaced, unless somebody has already done so. */
  lost?: Placed | undefined;
  prefer?: NodeId | undefined;
  exclude?: ReadonlySet<NodeId>;
  /** Where the room is wanted; empty = anywhere. */
  region?: string;
}

export interface PlacementDeps {
  store: Store;
  /** The nodes as this replica sees them now. */
  candidates(): readonly NodeCandidate[];
  random: () => number;
}

/** Compare-and-set lost this often in a row means that something is wrong with the store. */
const maxAttempts = 10;

/** @throws HoldfastError no_capacity */
export async function placeRoom(
  deps: PlacementDeps,
  { room, sessions, lost, prefer, exclude, region = "" }: PlaceInput,
): Promise<Placed> {
  let stored = await deps.store.getPlacement(room);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const candidates = deps.candidates();
    const superseded = lost !== undefined && (stored?.epoch ?? 0) <= lost.epoch;
    if (stored?.nodeId !== undefined && !superseded) {
      const node = candidates.find(({ id }) => id === stored?.nodeId);
      if (node?.present && !exclude?.has(node.id)) return { nodeId: stored.nodeId, epoch: stored.epoch };
    }
    const nodeId = selectNode({
      nodes: candidates,
      sessions,
      prefer,
      region,
      ...(exclude ? { exclude } : {}),
      random: deps.random,
    });
    if (nodeId === undefined) throw new HoldfastError("no_capacity");
    const next = { nodeId, epoch: Math.max(stored?.epoch ?? 0, lost?.epoch ?? 0) + 1 };
    stored = await deps.store.swapPlacement(room, stored, next);
    if (stored?.nodeId === nodeId && stored.epoch === next.epoch) return next;
  }
  throw new HoldfastError("internal", "the placement keeps changing");
}
