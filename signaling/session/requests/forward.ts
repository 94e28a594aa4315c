import { HoldfastError } from "../../../proto/errors.ts";
import type { Reply, Request } from "../../../proto/codec.ts";
import type { RpcHandlers } from "../../../proto/rpc.ts";
import type { SessionRequestName } from "../forwarding.ts";
import { grantsAllow } from "../../grants.ts";
import type { RequestContext } from "./context.ts";

/** A request that the session's node answers, once the grants allow it. */
export function forward<Name extends SessionRequestName>(
  name: Name,
): RpcHandlers<Request, Reply, RequestContext>[Name] {
  const handler = (payload: { pathId?: string }, { connection, sessions }: RequestContext, signal: AbortSignal) => {
    const { session } = connection;
    if (!session) throw new HoldfastError("not_joined");
    grantsAllow({ body: name, [name]: payload } as unknown as Request, session.permissions);
    return sessions.forward(session, name, payload, signal);
  };
  return handler as unknown as RpcHandlers<Request, Reply, RequestContext>[Name];
}
