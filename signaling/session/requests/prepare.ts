import { HoldfastError } from "../../../proto/errors.ts";
import { maxPreparedBytes } from "../../../proto/limits.ts";
import { wire } from "../../../proto/model.ts";
import { grantsAllow } from "../../grants.ts";
import type { RequestContext } from "./context.ts";

/** Kept for the session's next Attach: no node is asked before. */
export async function prepare(
  prepared: wire.Prepare.$Shape,
  { connection }: RequestContext,
): Promise<wire.PrepareReply.$Shape> {
  const { session } = connection;
  if (!session) throw new HoldfastError("not_joined");
  grantsAllow({ body: "prepare", prepare: prepared }, session.permissions);
  // A room's sessions are attached in one message, and none of them may make it too large.
  if (wire.Prepare.encode(prepared).finish().length > maxPreparedBytes)
    throw new HoldfastError("bad_request", `more than ${maxPreparedBytes} bytes cannot be prepared`);
  session.prepare(prepared);
  return {};
}
