// Every request of the client protocol and who answers it.

import type { Clock } from "../../../base/clock.ts";
import type { Reply, Request } from "../../../proto/codec.ts";
import type { RpcHandlers } from "../../../proto/rpc.ts";
import type { ClientConnection } from "../../socket/client-connection.ts";
import type { Sessions } from "../sessions.ts";
import { forward } from "./forward.ts";
import { join } from "./join.ts";
import { leave } from "./leave.ts";
import { ping } from "./ping.ts";
import { reportPath } from "./report-path.ts";

export interface ConnectionContext {
  connection: ClientConnection;
  sessions: Sessions;
  clock: Clock;
  /** How often the client is told to ping. */
  pingIntervalMs: number;
}

export const requestHandlers: RpcHandlers<Request, Reply, ConnectionContext> = {
  join,
  ping,
  leave,
  reportPath,
  assert: forward("assert"),
  publish: forward("publish"),
  unpublish: forward("unpublish"),
  setMuted: forward("setMuted"),
  subscribe: forward("subscribe"),
  resumeConsumers: forward("resumeConsumers"),
  sendData: forward("sendData"),
  updateSelf: forward("updateSelf"),
  moderate: forward("moderate"),
};
