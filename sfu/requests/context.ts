import type { BodyName, Payload } from "../../proto/rpc.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeLimits } from "../limits.ts";
import type { SessionRequest } from "../messages.ts";
import type { FoundPath, PathIndex } from "../rooms/path-index.ts";

/** What a session's request works on. The session is attached when the handler starts. */
export interface RequestContext extends FoundPath {
  index: PathIndex;
  limits: NodeLimits;
}

/** A request of that name. Handlers answer nothing but that it is done, or throw. */
export type RequestHandler<Name extends BodyName<SessionRequest>> = (
  payload: Payload<SessionRequest, Name>,
  context: RequestContext,
) => Promise<void>;

/** @throws HoldfastError path_unknown when the request speaks of another path than the session's. */
export function checkPath(pathId: string | null | undefined, { path }: RequestContext): void {
  if (pathId !== path.id) throw new HoldfastError("path_unknown");
}
