// One client's socket: frames in, replies and events out. Before a valid Join nothing stands behind it but a deadline.
// There are ten thousand of them, idle most of the time: what they have in common is made once (client-connections.ts).

import type { WebSocket } from "ws";
import type { LogAbout, Logger } from "../../base/logger.ts";
import { MessageSocket, type MessageSocketOwner } from "../../base/message-socket.ts";
import { fullBucket, takeToken } from "../../base/token-bucket.ts";
import { clientFrames, type Event, type Reply, type Request, serverFrames } from "../../proto/codec.ts";
import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import type { PathId } from "../../proto/ids.ts";
import { RpcResponder } from "../../proto/rpc.ts";
import { dataRate, refusedDataRate, requestRate } from "../../proto/limits.ts";
import { traceFields } from "../../proto/trace-context.ts";
import { type RelayedEvent, relayedFrame } from "../session/relayed-event.ts";
import type { Session } from "../session/session.ts";
import type { RequestConnection } from "../session/requests/context.ts";
import { requestHandlers } from "../session/requests/index.ts";
import type { ClientRequestContext, SharedByConnections } from "./client-connections.ts";

export class ClientConnection implements RequestConnection, MessageSocketOwner {
  readonly #shared: SharedByConnections;
  readonly #socket: MessageSocket<ErrorCode>;
  readonly #responder: RpcResponder<Request, Reply, ClientRequestContext>;
  #requests = fullBucket;
  #data = fullBucket;
  #refusedData = fullBucket;
  readonly #joinedOrGone: () => void;
  /** To join by; after that, to be heard of by. */
  #deadline: NodeJS.Timeout;
  session: Session | undefined;
  /** A Join is under way or done: another one is refused. */
  joining = false;

  constructor(ws: WebSocket, joinedOrGone: () => void, shared: SharedByConnections) {
    this.#joinedOrGone = joinedOrGone;
    this.#shared = shared;
    this.#socket = new MessageSocket<ErrorCode>(ws, this, shared.policy);
    this.#responder = new RpcResponder(requestHandlers, shared.responding);
    this.#deadline = setTimeout(() => this.close("join_timeout"), shared.limits.joinTimeoutMs).unref();
  }

  get open(): boolean {
    return this.#socket.open;
  }

  reply(reply: Reply): void {
    this.#socket.send(serverFrames.encode({ kind: "reply", reply }));
  }

  sendEvent(event: Event): void {
    this.#socket.send(serverFrames.encode({ kind: "event", event }));
  }

  relayEvent(pathId: PathId, seq: number, event: RelayedEvent): void {
    this.#socket.send(relayedFrame(pathId, seq, event.encoded));
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
    this.#joinedOrGone();
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.close("idle_timeout"), this.#shared.limits.idleTimeoutMs).unref();
  }

  onMessage(bytes: Uint8Array): void {
    let frame;
    try {
      frame = clientFrames.decode(bytes);
    } catch {
      this.close("bad_frame");
      return;
    }
    if (this.session) this.#deadline.refresh();
    if (frame.kind === "request") this.#onRequest(frame.request);
    else if (!this.#takeRequest()) this.close("too_many_requests");
    else if (frame.kind === "cancel") this.#responder.cancel(frame.cancel.id ?? 0);
  }

  onRequestError(error: HoldfastError, request: Request): void {
    const { id, body } = request;
    const level = error.code === "internal" ? "error" : "info";
    // A join that is refused has no session whose log would name it.
    const trace = request.body === "join" ? traceFields(request.join.traceparent) : {};
    this.#log[level]({ code: error.code, request: body, requestId: id, ...trace, err: error.cause }, "request refused");
    // Who cannot even join has no business on this socket; the reply goes out first.
    const harmless = error.code === "duplicate_request_id" || error.code === "already_joined";
    if (!this.session && !harmless) queueMicrotask(() => this.close(error.code));
  }

  /** However it closed: a client leaves by a message, so without one it may come back. */
  onClose(): void {
    this.#responder.close();
    clearTimeout(this.#deadline);
    this.#shared.closed(this);
  }

  get #log(): LogAbout | Logger {
    return this.session?.log ?? this.#shared.log;
  }

  #onRequest(request: Request): void {
    const { sessions, pingIntervalMs } = this.#shared;
    if (request.body === undefined) this.close("unknown_request");
    else if (request.body === "sendData" && this.session) this.#onData(request);
    else if (!this.#takeRequest()) this.close("too_many_requests");
    else this.#responder.accept(request, { connection: this, sessions, pingIntervalMs });
  }

  /** Data has a budget of its own: a burst of it is no reason to close what carries all the rest. */
  #onData(request: Request): void {
    const { sessions, pingIntervalMs, clock } = this.#shared;
    const nowMs = clock.nowMs();
    const left = takeToken(this.#data, nowMs, dataRate);
    if (left !== undefined) {
      this.#data = left;
      this.#responder.accept(request, { connection: this, sessions, pingIntervalMs });
      return;
    }
    const refused = takeToken(this.#refusedData, nowMs, refusedDataRate);
    if (refused === undefined) return this.close("too_many_requests");
    this.#refusedData = refused;
    this.reply({ id: request.id, body: "error", error: new HoldfastError("too_many_requests").toMessage() } as Reply);
  }

  #takeRequest(): boolean {
    const left = takeToken(this.#requests, this.#shared.clock.nowMs(), requestRate);
    this.#requests = left ?? this.#requests;
    return left !== undefined;
  }
}
