import { HoldfastError } from "../../../proto/errors.ts";
import type { wire } from "../../../proto/model.ts";
import type { RequestContext } from "./context.ts";

/** The client goes for good. The reply precedes the close. */
export async function leave(_: wire.Leave.$Shape, { connection }: RequestContext): Promise<wire.LeaveReply.$Shape> {
  const { session } = connection;
  if (!session) throw new HoldfastError("not_joined");
  setImmediate(() => session.close(new HoldfastError("left")));
  return {};
}
