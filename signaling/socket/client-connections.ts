// The client sockets of a replica, and what all of them share.

import type { WebSocket } from "ws";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { MessageSocketPolicy } from "../../base/message-socket.ts";
import type { Reply, Request } from "../../proto/codec.ts";
import { type ErrorCode, errorTable } from "../../proto/errors.ts";
import { maxPendingRequests } from "../../proto/limits.ts";
import type { RpcResponderOptions } from "../../proto/rpc.ts";
import type { RequestContext } from "../session/requests/context.ts";
import { ClientConnection } from "./client-connection.ts";

/** A request of a client's socket, so that the answer finds its way back. */
export interface ClientRequestContext extends RequestContext {
  connection: ClientConnection;
}

export interface ClientConnectionsDeps extends Omit<RequestContext, "connection"> {
  clock: Clock;
  log: Logger;
  limits: { joinTimeoutMs: number; idleTimeoutMs: number; maxBufferedBytes: number };
}

export interface SharedByConnections extends ClientConnectionsDeps {
  readonly policy: MessageSocketPolicy<ErrorCode>;
  readonly responding: RpcResponderOptions<Request, Reply, ClientRequestContext>;
  /** The socket is gone. */
  closed(connection: ClientConnection): void;
}

export class ClientConnections {
  readonly #open = new Set<ClientConnection>();
  readonly #shared: SharedByConnections;

  constructor(deps: ClientConnectionsDeps) {
    this.#shared = {
      ...deps,
      policy: { closeCodes: errorTable, maxBufferedBytes: deps.limits.maxBufferedBytes },
      responding: {
        maxPending: maxPendingRequests,
        send: (reply, { connection }) => connection.reply(reply),
        onError: (error, request, { connection }) => connection.onRequestError(error, request),
      },
      closed: (connection) => {
        this.#open.delete(connection);
        if (connection.session) deps.sessions.disconnected(connection.session, connection);
      },
    };
  }

  accept(ws: WebSocket, joinedOrGone: () => void): void {
    this.#open.add(new ClientConnection(ws, joinedOrGone, this.#shared));
  }

  closeAll(reason: ErrorCode): void {
    for (const connection of this.#open) connection.close(reason);
  }
}
