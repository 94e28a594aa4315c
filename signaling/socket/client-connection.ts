// One client's socket: frames in, replies and events out. Before a valid Join nothing stands behind it but two timers.

import type { WebSocket } from "ws";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import { MessageSocket } from "../../base/message-socket.ts";
import { clientFrames, type Event, type Reply, type Request, serverFrames } from "../../proto/codec.ts";
import { type ErrorCode, errorTable, type HoldfastError } from "../../proto/errors.ts";
import { maxPendingRequests } from "../../proto/limits.ts";
import { RpcResponder } from "../../proto/rpc.ts";
import { traceFields } from "../../proto/trace-context.ts";
import type { Session } from "../session/session.ts";
import type { RequestConnection, RequestContext } from "../session/requests/context.ts";
import { requestHandlers } from "../session/requests/index.ts";
import { RequestBudget } from "./request-budget.ts";

export interface ClientConnectionDeps extends Omit<RequestContext, "connection"> {
  clock: Clock;
  log: Logger;
  limits: { joinTimeoutMs: number; idleTimeoutMs: number; maxBufferedBytes: number };
  /** The socket is gone. `clean`: the client meant it. */
  onClosed(connection: ClientConnection, clean: boolean): void;
}

export class ClientConnection implements RequestConnection {
  readonly #deps: ClientConnectionDeps;
  readonly #socket: MessageSocket<ErrorCode>;
  readonly #responder: RpcResponder<Request, Reply, RequestContext>;
  readonly #context: RequestContext;
  readonly #budget: RequestBudget;
  readonly #joinTimer: NodeJS.Timeout;
  #idleTimer: NodeJS.Timeout | undefined;
  #log: Logger;
  session: Session | undefined;
  /** A Join is under way or done: another one is refused. */
  joining = false;

  constructor(ws: WebSocket, deps: ClientConnectionDeps) {
    this.#deps = deps;
    this.#log = deps.log;
    this.#context = { ...deps, connection: this };
    this.#budget = new RequestBudget(deps.clock);
    this.#socket = new MessageSocket<ErrorCode>(ws, {
      closeCodes: errorTable,
      maxBufferedBytes: deps.limits.maxBufferedBytes,
      onMessage: (bytes) => this.#onMessage(bytes),
      onClose: (code) => this.#onClose(code),
    });
    this.#responder = new RpcResponder(requestHandlers, {
      send: (reply) => this.#socket.send(serverFrames.encode({ kind: "reply", reply })),
      maxPending: maxPendingRequests,
      onError: (error, request) => this.#onRequestError(error, request),
    });
    this.#joinTimer = setTimeout(() => this.close("join_timeout"), deps.limits.joinTimeoutMs);
  }

  get open(): boolean {
    return this.#socket.open;
  }

  sendEvent(event: Event): void {
    this.#socket.send(serverFrames.encode({ kind: "event", event }));
  }

  end(error: HoldfastError): void {
    this.#socket.close(error.code);
  }

  /** Ends the socket for a reason that lies in the connection, not in the session. */
  close(reason: ErrorCode): void {
    if (reason !== "left") this.#log.info({ code: reason }, "connection closed by the server");
    this.#socket.close(reason);
  }

  /** The Join was accepted: from now on this is the session's socket. */
  joined(session: Session): void {
    this.session = session;
    this.#log = session.log;
    clearTimeout(this.#joinTimer);
    this.#restartIdleTimer();
  }

  #onMessage(bytes: Uint8Array): void {
    let frame;
    try {
      frame = clientFrames.decode(bytes);
    } catch {
      this.close("bad_frame");
      return;
    }
    if (this.session) this.#restartIdleTimer();
    if (frame.kind === "cancel") this.#responder.cancel(frame.cancel.id ?? 0);
    else if (frame.kind === "request") this.#onRequest(frame.request);
  }

  #onRequest(request: Request): void {
    if (!this.#budget.take()) this.close("too_many_requests");
    else if (request.body === undefined) this.close("unknown_request");
    else void this.#responder.accept(request, this.#context);
  }

  #onRequestError(error: HoldfastError, request: Request): void {
    const { id, body } = request;
    const level = error.code === "internal" ? "error" : "info";
    // A join that is refused has no session whose log would name it.
    const trace = request.body === "join" ? traceFields(request.join.traceparent) : {};
    this.#log[level]({ code: error.code, request: body, requestId: id, ...trace, err: error.cause }, "request refused");
    // Who cannot even join has no business on this socket; the reply goes out first.
    const harmless = error.code === "duplicate_request_id" || error.code === "already_joined";
    if (!this.session && !harmless) queueMicrotask(() => this.close(error.code));
  }

  #restartIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.close("idle_timeout"), this.#deps.limits.idleTimeoutMs);
  }

  #onClose(code: number): void {
    clearTimeout(this.#joinTimer);
    clearTimeout(this.#idleTimer);
    this.#responder.close();
    this.#deps.onClosed(this, code === 1000 || code === 1001);
  }
}
