import { HoldfastError } from "../proto/errors.ts";
import type { SessionReply, SessionRequest } from "./messages.ts";
import type { NodeParts } from "./node-parts.ts";
import type { RequestContext } from "./requests/context.ts";
import { restartIce } from "./requests/restart-ice.ts";
import { inOrder, sessionRequests } from "./requests/table.ts";

/** Runs what a client asked of its session. @throws HoldfastError: the request's own, not_found, unknown_request */
export async function runSessionRequest(
  node: NodeParts,
  request: SessionRequest,
  signal: AbortSignal,
): Promise<SessionReply> {
  const name = request.body;
  if (name === undefined) throw new HoldfastError("unknown_request");
  const { sessionId = "", pathId = "" } = request;
  const { path } = node.index.get(sessionId, pathId);
  const handler = sessionRequests[name as keyof typeof sessionRequests] as (
    payload: unknown,
    context: RequestContext,
  ) => Promise<void>;
  if (name === "restartIce") return { body: name, restartIce: await restartIce(path) };
  const run = async (): Promise<void> => {
    // What waited in line may find the session gone, its path replaced, or its caller no longer there.
    if (signal.aborted) return;
    await handler(request[name], { ...node.index.get(path.sessionId, pathId), index: node.index, limits: node.limits });
  };
  await (inOrder.has(name) ? node.sessionQueue.run(path.sessionId, run) : run());
  return {};
}
