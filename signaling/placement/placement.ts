// Finds or makes a room's placement. The store arbitrates by compare-and-set; whoever loses follows the winner. While the
// store is away, every replica decides alike by itself, and writes it down later (reconciliation.ts).

import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { describeLabels, type Labels } from "../../proto/labels.ts";
import type { NodeSelector } from "../room-settings.ts";
import { type Placement, samePlacement, type Store } from "../store/store.ts";
import type { KnownPlacements } from "./known-placements.ts";
import { newestPlacement } from "./placement-order.ts";
import { selectByRendezvous } from "./rendezvous.ts";
import { hasLabels, type NodeCandidate, selectNode } from "./select-node.ts";

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
  selector?: NodeSelector | undefined;
}

export interface PlacementDeps {
  store: Store;
  known: KnownPlacements;
  /** The nodes as this replica sees them now. */
  candidates(): readonly NodeCandidate[];
  /** One of them. */
  candidate(id: NodeId): NodeCandidate | undefined;
  random: () => number;
  /** A node has been chosen; whether the store agrees is not known yet. */
  onChosen?(room: RoomName, nodeId: NodeId, sessions: number): void;
}

/** Compare-and-set lost this often in a row means that something is wrong with the store. */
const maxAttempts = 10;

/** @throws HoldfastError no_capacity, no_matching_node */
export async function placeRoom(deps: PlacementDeps, input: PlaceInput): Promise<Placed> {
  const { store, known } = deps;
  const { room } = input;
  let read = await unlessAway(store.getPlacement(room));
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const stored = read === "away" ? undefined : read.placement;
    const before = newestPlacement(room, stored, known.get(room));
    const next = keeps(before, input, deps) ? before : placeAnew(deps, input, before, read === "away");
    if (read !== "away" && !samePlacement(stored, next)) {
      read = await unlessAway(store.swapPlacement(room, stored, next));
      const written = read === "away" ? next : read.placement;
      if (written?.nodeId !== next.nodeId || written.epoch !== next.epoch) {
        if (written) known.note(room, written);
        continue;
      }
    }
    known.note(room, next);
    return { nodeId: next.nodeId, epoch: next.epoch };
  }
  throw new HoldfastError("internal", "the placement keeps changing");
}

type Found = Placement & Placed;

/** Whether the placement still serves. */
function keeps(
  placement: Placement | undefined,
  { lost, exclude }: PlaceInput,
  { candidate }: PlacementDeps,
): placement is Found {
  if (placement?.nodeId === undefined || (lost && placement.epoch <= lost.epoch)) return false;
  return candidate(placement.nodeId)?.present === true && !exclude?.has(placement.nodeId);
}

function placeAnew(deps: PlacementDeps, input: PlaceInput, before: Placement | undefined, away: boolean): Found {
  const nodes = deps.candidates();
  const nodeId = away ? selectByRendezvous({ ...input, nodes }) : selectNode({ ...input, nodes, random: deps.random });
  if (nodeId === undefined) throw noneFits(nodes, input.selector?.nodeLabels ?? {});
  deps.onChosen?.(input.room, nodeId, input.sessions);
  return { nodeId, epoch: Math.max(before?.epoch ?? 0, input.lost?.epoch ?? 0) + 1 };
}

/** Waiting for capacity is of no use where no node is of the kind. */
function noneFits(nodes: readonly NodeCandidate[], labels: Labels): HoldfastError {
  const known = Object.keys(labels).length === 0 || nodes.some((node) => node.usable && hasLabels(node, labels));
  return known ? new HoldfastError("no_capacity") : new HoldfastError("no_matching_node", describeLabels(labels));
}

async function unlessAway(
  call: Promise<Placement | undefined>,
): Promise<"away" | { placement: Placement | undefined }> {
  try {
    return { placement: await call };
  } catch (error) {
    if (error instanceof HoldfastError && error.code === "store_unavailable") return "away";
    throw error;
  }
}
