// Putting sessions of a room on a node, in one message for all of them: for joins, failovers, migrations and standbys
// alike.

import { HoldfastError } from "../../proto/errors.ts";
import type { RoomName } from "../../proto/ids.ts";
import type { PathOffer, wire } from "../../proto/model.ts";
import { tellPath } from "../session/forwarding.ts";
import type { Session } from "../session/session.ts";
import { pathIdOf } from "./local-room.ts";
import type { Nodes } from "../nodes/nodes.ts";
import type { Placed } from "../placement/placement.ts";

const attachTimeoutMs = 3_000;

export interface AttachWish {
  room: RoomName;
  to: Placed;
  sessions: readonly Session[];
  cause: wire.PathCause;
  role: "active" | "standby";
  /** The paths before go on until everybody has changed over. */
  keepPrevious?: boolean;
  /** More than the room has then are refused; 0 = as many as the node takes. */
  maxParticipants?: number;
  /** Who comes in this way; without, nobody waits. */
  signal?: AbortSignal;
}

/**
 * What became of each session; those with an offer have the path already.
 * @throws HoldfastError when the node as a whole cannot be used.
 */
export async function attachSessions(
  nodes: Nodes,
  { room, to, sessions, cause, role, keepPrevious = false, maxParticipants = 0, signal }: AttachWish,
): Promise<Map<Session, PathOffer | HoldfastError>> {
  const link = nodes.byId(to.nodeId);
  if (!link) throw new HoldfastError("node_unavailable");
  for (const session of sessions) session.expectFrom(to.nodeId);
  const reservation = link.reserved.take(room, sessions.length);
  const standby = role === "standby";
  const request = {
    room,
    epoch: to.epoch,
    cause,
    standby,
    maxParticipants,
    sessions: sessions.map(({ attach }) => (standby ? { ...attach, prepared: undefined } : attach)),
  };
  const mutesTold = new Map(sessions.map((session) => [session, session.attach.mutes]));
  let results;
  try {
    ({ results } = await link.request("attach", request, { timeoutMs: attachTimeoutMs, signal }));
  } catch (error) {
    reservation.settle(0);
    for (const session of sessions) session.expectNothingFrom(to.nodeId);
    throw error;
  }
  reservation.settle(results?.filter(({ outcome }) => outcome === "offer").length ?? 0);
  const outcomes = new Map<Session, PathOffer | HoldfastError>();
  const left: string[] = [];
  for (const session of sessions) {
    const result = results?.find(({ sessionId }) => sessionId === session.id);
    if (result?.outcome === "offer" && session.state === "closed") {
      outcomes.set(session, new HoldfastError("left"));
      left.push(result.offer.path?.id ?? "");
    } else if (result?.outcome === "offer") {
      const offer = {
        ...result.offer,
        role: standby ? 1 : 0,
        iceServers: session.iceServers(),
        keepPrevious: keepPrevious && session.active !== undefined,
      };
      // It served this path, and the client will not send the same streams on another one.
      if (!standby) session.attach.prepared = undefined;
      session.attached({ id: pathIdOf(offer.path?.id), nodeId: to.nodeId, epoch: to.epoch }, role, offer.keepPrevious);
      tellMutes(nodes, session, mutesTold.get(session));
      outcomes.set(session, offer);
    } else {
      session.expectNothingFrom(to.nodeId);
      if (result?.outcome === "error") outcomes.set(session, HoldfastError.fromMessage(result.error));
    }
  }
  // Their own Detach came before the node had them, or went to the node before.
  if (left.length > 0) void link.request("detach", { pathIds: left, reason: "left" }).catch(() => {});
  return outcomes;
}

/** What was set while the Attach was under way, which the node cannot know. */
function tellMutes(nodes: Nodes, session: Session, told: typeof session.attach.mutes): void {
  const path = session.paths.at(-1);
  if (!path || session.attach.mutes === told) return;
  for (const mute of session.attach.mutes ?? []) tellPath(nodes, session, path, "setMuted", mute);
}

/** Errors that another node, or another try, may not give. */
export function isNodeTrouble({ code }: HoldfastError): boolean {
  return [
    "node_unavailable",
    "connection_closed",
    "timeout",
    "epoch_stale",
    "limit_sessions",
    "limit_rooms",
    "internal",
  ].includes(code);
}

export function deliverOffer(session: Session, outcome: PathOffer | HoldfastError): void {
  if (!(outcome instanceof HoldfastError)) session.send({ body: "pathOffered", pathOffered: outcome });
  else if (!isNodeTrouble(outcome)) session.close(outcome);
}
