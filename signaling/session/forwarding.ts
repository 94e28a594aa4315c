// What a client asks of its session's node: sent on for the path that it is about, and answered with the node's answer.

import { HoldfastError } from "../../proto/errors.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import type { BodyName } from "../../proto/rpc.ts";
import type { Nodes } from "../nodes/nodes.ts";
import type { SessionPath } from "./path-set.ts";
import type { Session } from "./session.ts";

type SessionRequest = cluster.SessionRequest.$Shape;
export type SessionRequestName = BodyName<SessionRequest>;

const timeoutMs = 5_000;
/** Requests that every path's node has to know of: a standby is to be right when it is needed. */
const toEveryPath: ReadonlySet<string> = new Set(["unpublish", "setMuted", "subscribe", "updateSelf"]);

/** @throws HoldfastError the node's own, path_unknown, or node_unavailable while the session is being recovered */
export async function forward(
  nodes: Nodes,
  session: Session,
  name: SessionRequestName,
  payload: { pathId?: string },
  signal: AbortSignal,
): Promise<object> {
  const { pathId } = payload;
  const path = pathId ? session.path(pathId) : session.active;
  if (!path) throw new HoldfastError(pathId ? "path_unknown" : "node_unavailable");
  if (name === "setMuted") noteMute(session, payload as cluster.SetMuted.$Shape);
  if (session.paths.length > 1 && toEveryPath.has(name))
    for (const other of session.paths) if (other !== path) tellPath(nodes, session, other, name, payload);
  const link = nodes.byId(path.nodeId);
  if (!link) throw new HoldfastError("node_unavailable");
  const reply = await link.request("session", requestOn(session, path, name, payload), { timeoutMs, signal });
  if (name === "updateSelf") session.renamed(payload as cluster.UpdateSelf.$Shape);
  return reply.restartIce ?? {};
}

/** Its next node is to know, even if the client has not asserted anything there yet. */
function noteMute(session: Session, mute: cluster.SetMuted.$Shape): void {
  if (mute.revision) session.muted(mute);
}

/** Best effort: a path that misses it hears it again in the next Assert on it. */
export function tellPath(
  nodes: Nodes,
  session: Session,
  path: SessionPath,
  name: SessionRequestName,
  payload: object,
): void {
  nodes
    .byId(path.nodeId)
    ?.request("session", requestOn(session, path, name, payload), { timeoutMs })
    .catch(() => {});
}

function requestOn(session: Session, { id }: SessionPath, name: SessionRequestName, payload: object): SessionRequest {
  const { traceparent } = session.attach;
  const request = { sessionId: session.id, pathId: id, traceparent, body: name, [name]: payload };
  return request as unknown as SessionRequest;
}
