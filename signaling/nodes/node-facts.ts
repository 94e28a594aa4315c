// What a replica has been told of a node, and what that makes of it as a place for rooms. Pure.

import type { holdfast as wire } from "../../proto/generated/cluster.js";
import type { NodeIdentity } from "./control-connection.ts";
import { isPresent, type Liveness } from "./liveness.ts";
import type { NodeCandidate } from "../placement/select-node.ts";
import { servingName } from "./serving.ts";

export interface NodeFacts {
  /** Undefined until it has said who it is. */
  readonly identity: NodeIdentity | undefined;
  readonly liveness: Liveness;
  /** As its last heartbeat told. */
  readonly load: wire.NodeLoad.$Shape | undefined;
  readonly serving: wire.Serving.$Shape;
}

/** `sessions`: those that it has, and those that are on their way there. */
export function describeCandidate(
  { identity, liveness, load, serving }: NodeFacts,
  sessions: number,
): NodeCandidate | undefined {
  if (!identity) return undefined;
  const workers = load?.workers ?? [];
  const liveWorkers = workers.filter((worker) => worker.alive).length;
  return {
    id: identity.nodeId,
    labels: identity.labels,
    present: isPresent(liveness.state),
    // Before its first heartbeat nothing is known against its workers.
    usable:
      liveness.state === "live" &&
      servingName(serving.state) === "serving" &&
      (workers.length === 0 || liveWorkers > 0),
    liveWorkers,
    sessions,
    capacity: load?.capacity || identity.capacity,
    cpu: Math.max(0, ...workers.map((worker) => worker.cpu ?? 0)),
  };
}

const sessionsIn = (rooms: readonly wire.RoomEpoch.$Shape[]): number =>
  rooms.reduce((sum, { sessions, leaving }) => sum + (leaving ? 0 : (sessions ?? 0)), 0);

/** What its hello tells counts until its next heartbeat: a node that is new to this replica may be full. */
export const loadAtHello = (
  before: wire.NodeLoad.$Shape | undefined,
  { rooms }: NodeIdentity,
): wire.NodeLoad.$Shape => ({ ...before, sessions: sessionsIn(rooms) });

/** What a node's dead worker had no longer counts. */
export function loadWithout(
  load: wire.NodeLoad.$Shape | undefined,
  { rooms }: wire.RoomsLost.$Shape,
): wire.NodeLoad.$Shape | undefined {
  return load && { ...load, sessions: Math.max(0, (load.sessions ?? 0) - sessionsIn(rooms ?? [])) };
}
