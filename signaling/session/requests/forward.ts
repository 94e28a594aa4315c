import { HoldfastError } from "../../../proto/errors.ts";
import type { Reply, Request } from "../../../proto/codec.ts";
import type { Payload, RpcHandlers, RunningRequest } from "../../../proto/rpc.ts";
import type { SessionRequest } from "../sessions.ts";
import { grantsAllow } from "../../grants.ts";
import type { RequestContext } from "./context.ts";

/** A request that the session's node answers, once the grants allow it. */
export function forward<Name extends SessionRequest["body"] & string>(
  name: Name,
): RpcHandlers<Request, Reply, RequestContext>[Name] {
  const handler = (
    payload: Payload<Request, Name>,
    { connection, sessions }: RequestContext,
    running: RunningRequest,
  ) => {
    const { session } = connection;
    if (!session) throw new HoldfastError("not_joined");
    const request = { body: name, [name]: payload };
    grantsAllow(request as unknown as Request, session.permissions);
    return sessions.forward(session, request as unknown as SessionRequest, running);
  };
  return handler as unknown as RpcHandlers<Request, Reply, RequestContext>[Name];
}
