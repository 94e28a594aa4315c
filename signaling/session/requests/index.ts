// Every request of the client protocol and who answers it.

import type { Reply, Request } from "../../../proto/codec.ts";
import type { RpcHandlers } from "../../../proto/rpc.ts";
import type { RequestContext } from "./context.ts";
import { forward } from "./forward.ts";
import { join } from "./join.ts";
import { leave } from "./leave.ts";
import { ping } from "./ping.ts";
import { prepare } from "./prepare.ts";
import { reportPath } from "./report-path.ts";

export const requestHandlers: RpcHandlers<Request, Reply, RequestContext> = {
  join,
  ping,
  leave,
  reportPath,
  prepare,
  assert: forward("assert"),
  publish: forward("publish"),
  unpublish: forward("unpublish"),
  setMuted: forward("setMuted"),
  subscribe: forward("subscribe"),
  resumeConsumers: forward("resumeConsumers"),
  restartIce: forward("restartIce"),
  sendData: forward("sendData"),
  updateSelf: forward("updateSelf"),
  moderate: forward("moderate"),
};
