import { HoldfastError } from "../proto/errors.ts";
import type { SessionReply, SessionRequest } from "./messages.ts";
import type { NodeParts } from "./node-parts.ts";
import type { RequestContext } from "./requests/context.ts";
import { inOrder, sessionRequests } from "./requests/table.ts";

/** Runs what a client asked of its session. @throws HoldfastError: the request's own, not_found, unknown_request */
export async function runSessionRequest(
  node: NodeParts,
  request: SessionRequest,
  signal: AbortSignal,
): Promise<SessionReply> {
  const name = request.body;
  if (name === undefined) throw new HoldfastError("unknown_request");
  const { session } = node.index.get(request.sessionId ?? "");
  const handler = sessionRequests[name] as (payload: unknown, context: RequestContext) => Promise<void>;
  const run = async (): Promise<void> => {
    // What waited in line may find the session gone, its path replaced, or its caller no longer there.
    if (signal.aborted) return;
    await handler(request[name], { ...node.index.get(session.id), index: node.index, limits: node.limits });
  };
  await (inOrder.has(name) ? node.sessionQueue.run(session.id, run) : run());
  return {};
}
