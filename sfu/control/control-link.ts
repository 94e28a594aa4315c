import { randomBytes } from "node:crypto";
import type { WebSocket } from "ws";
import { handshakeProof } from "../../base/cluster-proof.ts";
import type { Logger } from "../../base/logger.ts";
import { MessageSocket, type MessageSocketOwner } from "../../base/message-socket.ts";
import {
  clusterProtocolVersion,
  nodeFrames,
  type NodeFrame,
  type NodeReply,
  type NodeRequest,
  type ReplicaFrame,
  replicaFrames,
} from "../../proto/cluster-codec.ts";
import { type ErrorCode, errorTable, HoldfastError } from "../../proto/errors.ts";
import type { ReplicaId } from "../../proto/ids.ts";
import type { Labels } from "../../proto/labels.ts";
import { replyParts } from "../../proto/reply-parts.ts";
import { RpcResponder } from "../../proto/rpc.ts";
import { traceFields } from "../../proto/trace-context.ts";
import type { NodeEvent, RoomEpoch, ServingTold } from "../messages.ts";
import type { ControlHandlers } from "./control-requests.ts";
import { checkHello, nonceBytes } from "./handshake.ts";
import type { ReplicaConnection, ReplicaHub } from "./replica-hub.ts";

/** A replica sends its Hello at once; a stranger gets no longer than this. */
const handshakeMs = 5_000;
/** Unsent bytes at which a replica counts as not reading. */
const maxBufferedBytes = 32 * 1024 * 1024;
/** Requests of one replica under way at once: thousands of clients speak through it. */
const maxPendingRequests = 10_000;

export interface ControlLinkOptions {
  secret: string;
  nodeId: string;
  bootId: string;
  /** Of the control port, as it is announced. */
  url: string;
  capacity: number;
  handlers: ControlHandlers;
  hub: ReplicaHub;
  labels: Labels;
  rooms(): RoomEpoch[];
  serving(): ServingTold;
  log: Logger;
  onClosed(link: ControlLink): void;
}

/**
 * One control connection:
 *
 *   challenged --(Hello with the right proof)--> trusted --> closed
 *       `--------(anything else, or 5 s)---------------------^
 *
 * Nothing is allocated for a connection that has not proved itself, and no request of it is looked at but Hello.
 */
export class ControlLink implements ReplicaConnection, MessageSocketOwner {
  readonly #socket: MessageSocket<ErrorCode>;
  readonly #options: ControlLinkOptions;
  readonly #nonce = randomBytes(nonceBytes);
  readonly #handshakeTimer: NodeJS.Timeout;
  #log: Logger;
  #replicaId: ReplicaId | undefined;
  #responder: RpcResponder<NodeRequest, NodeReply, { replicaId: ReplicaId }> | undefined;

  constructor(ws: WebSocket, options: ControlLinkOptions) {
    this.#options = options;
    this.#log = options.log;
    this.#socket = new MessageSocket<ErrorCode>(ws, this, { closeCodes: errorTable, maxBufferedBytes });
    this.#handshakeTimer = setTimeout(() => this.#refuse("join_timeout"), handshakeMs);
    this.#send({
      kind: "event",
      event: {
        body: "challenge",
        challenge: { nodeNonce: this.#nonce, protocol: clusterProtocolVersion, nodeId: options.nodeId },
      },
    });
  }

  get trusted(): boolean {
    return this.#replicaId !== undefined;
  }

  sendEvent(event: NodeEvent): void {
    this.#send({ kind: "event", event } as NodeFrame);
  }

  supersede(): void {
    this.close("replaced");
  }

  /** Idempotent. */
  close(reason: ErrorCode): void {
    this.#socket.close(reason);
  }

  #send(frame: NodeFrame): void {
    this.#socket.send(nodeFrames.encode(frame));
  }

  onMessage(bytes: Uint8Array): void {
    let frame: ReplicaFrame;
    try {
      frame = replicaFrames.decode(bytes);
    } catch {
      this.#refuse("bad_frame");
      return;
    }
    if (frame.kind === "cancel") this.#responder?.cancel(frame.cancel.id ?? 0);
    else if (frame.kind === "request" && this.#responder) {
      this.#responder.accept(frame.request, { replicaId: this.#replicaId! });
    } else if (frame.kind === "request" && frame.request.body === "hello")
      this.#onHello(frame.request.id ?? 0, frame.request.hello);
    else this.#refuse("not_joined");
  }

  #onHello(id: number, hello: Extract<NodeRequest, { body?: "hello" }>["hello"]): void {
    const { secret, nodeId, url, bootId, capacity, labels, hub, handlers, rooms, serving } = this.#options;
    let checked: ReturnType<typeof checkHello>;
    try {
      checked = checkHello(secret, { nodeNonce: this.#nonce, nodeId, url }, hello ?? {});
    } catch (thrown) {
      const error = HoldfastError.from(thrown);
      this.#send({ kind: "reply", reply: { id, body: "error", error: error.toMessage() } });
      this.#refuse(error.code, error.message);
      return;
    }
    clearTimeout(this.#handshakeTimer);
    const { replicaId } = checked;
    this.#replicaId = replicaId;
    this.#log = this.#log.child({ replica: replicaId });
    this.#responder = new RpcResponder(handlers, {
      maxPending: maxPendingRequests,
      send: (reply) => {
        for (const part of replyParts(reply)) this.#send({ kind: "reply", reply: part });
      },
      onError: (error, request) => this.#logError(error, request),
    });
    hub.connected(replicaId, this);
    const proof = handshakeProof(secret, "node", checked);
    const about = { nodeId, bootId, proof, capacity, labels, rooms: rooms(), serving: serving() };
    this.#send({ kind: "reply", reply: { id, body: "hello", hello: about } });
    hub.flushMissed(replicaId);
    this.#log.info("replica connected");
  }

  #logError(error: HoldfastError, request: NodeRequest): void {
    const fields = { request: nameOf(request), ...subjectOf(request), error: error.code, detail: error.message };
    if (error.code === "internal") this.#log.error({ ...fields, err: error.cause }, "request failed");
    else this.#log.info(fields, "request refused");
  }

  #refuse(code: ErrorCode, why?: string): void {
    this.#log.warn({ error: code, why, trusted: this.trusted }, "control connection refused");
    this.#socket.close(code);
  }

  onClose(code: number): void {
    clearTimeout(this.#handshakeTimer);
    this.#responder?.close();
    if (this.#replicaId) {
      this.#log.info({ code }, "replica disconnected");
      this.#options.hub.disconnected(this.#replicaId, this);
    }
    this.#options.onClosed(this);
  }
}

/** Whom a request is about, spelled as in the replica's and the client's logs. */
function subjectOf(request: NodeRequest): { session?: string; path?: string; room?: string; trace_id?: string } {
  if (request.body !== "session") return request.body === "attach" ? { room: request.attach.room ?? "" } : {};
  const { sessionId, pathId, traceparent } = request.session;
  return { session: sessionId ?? "", path: pathId ?? "", ...traceFields(traceparent) };
}

function nameOf(request: NodeRequest): string | undefined {
  return request.body === "session" ? request.session.body : request.body;
}
