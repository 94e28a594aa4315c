// A signaling server in memory, for tests of the SDK: sockets are pairs of objects, and the test says what is offered.

import type { Event, Reply, Request } from "../../proto/codec.ts";
import { clientFrames, serverFrames } from "../../proto/codec.ts";
import { HoldfastError, type ErrorCode } from "../../proto/errors.ts";
import { wire, type Consumer, type Participant, type PathOffer } from "../../proto/model.ts";
import { RpcResponder, type RpcHandlers } from "../../proto/rpc.ts";
import type { OpenSocket, SocketLike } from "../signaling/signal-socket.ts";

type Handlers = RpcHandlers<Request, Reply, ServerSocket>;
export type RequestName = keyof Handlers;

/** The server's end of one socket. */
export class ServerSocket {
  readonly client: SocketLike;
  closed = false;
  readonly #responder: RpcResponder<Request, Reply, ServerSocket>;

  constructor(handlers: Handlers) {
    this.#responder = new RpcResponder<Request, Reply, ServerSocket>(handlers, {
      maxPending: 64,
      send: (reply) => this.sendBytes(serverFrames.encode({ kind: "reply", reply })),
    });
    this.client = {
      binaryType: "",
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (bytes) => {
        const frame = clientFrames.decode(bytes);
        if (frame.kind === "request" && frame.request) this.#responder.accept(frame.request, this);
      },
      close: () => {
        this.closed = true;
      },
    };
  }

  sendBytes(data: unknown): void {
    // A message is a turn of its own, as on a real socket.
    setTimeout(() => {
      if (this.closed) return;
      const bytes = data instanceof Uint8Array ? new Uint8Array(data).buffer : data;
      this.client.onmessage?.({ data: bytes });
    });
  }

  event(event: Event): void {
    this.sendBytes(serverFrames.encode({ kind: "event", event }));
  }

  /** The connection breaks, or the server closes it. */
  drop(code = 1006): void {
    if (this.closed) return;
    this.closed = true;
    this.client.onclose?.({ code });
  }
}

export class ScriptedServer {
  readonly sockets: ServerSocket[] = [];
  readonly requests: { name: RequestName; payload: never }[] = [];
  /** What the next requests of that name are answered with instead. */
  readonly failures = new Map<RequestName, ErrorCode[]>();
  readonly urls: string[] = [];
  reachable = true;
  participants: Participant[] = [];
  consumers: Consumer[] = [];
  epoch = 1;
  /** What the next join that asks to resume is answered with; without it, it joins anew. */
  resumes: wire.ResumedPath.$Shape[] | undefined;
  #paths = 0;

  get socket(): ServerSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("nobody has connected");
    return socket;
  }

  readonly openSocket: OpenSocket = (url) => {
    this.urls.push(url);
    const socket = new ServerSocket(this.#handlers());
    this.sockets.push(socket);
    setTimeout(() => {
      if (this.reachable) (socket.client.onopen as (() => void) | null)?.();
      else socket.drop();
    });
    return socket.client;
  };

  offer(cause: wire.PathCause, changes: Partial<PathOffer> = {}): PathOffer {
    const id = ++this.#paths;
    return {
      path: {
        id: `pa_${id}`,
        nodeId: `n${id}`,
        epoch: this.epoch,
        send: transport(`send${id}`),
        recv: transport(`recv${id}`),
      },
      cause,
      participants: this.participants,
      consumers: this.consumers.map((consumer) => ({ ...consumer, id: `${consumer.trackId}_on_${id}` })),
      settled: true,
      ...changes,
    };
  }

  /** Payloads of the requests of one name, oldest first. */
  sent<T = Record<string, unknown>>(name: RequestName): T[] {
    return this.requests.flatMap((request) => (request.name === name ? [request.payload as T] : []));
  }

  #handlers(): Handlers {
    const reply = async (): Promise<object> => ({});
    const handlers: Handlers = {
      join: async (join) => ({
        sessionId: `se_${this.sockets.length}`,
        room: "tide-pool",
        self: { id: "alice", name: "Alice" },
        ...(join.resume && this.resumes
          ? { resumed: true, paths: this.resumes }
          : { offer: this.offer(join.cause ?? wire.PathCause.JOIN) }),
        pingIntervalMs: 60_000,
      }),
      assert: reply,
      prepare: reply,
      publish: reply,
      unpublish: reply,
      setMuted: reply,
      restartIce: async () => ({
        send: { usernameFragment: "u2", password: "p2", iceLite: true },
        recv: { usernameFragment: "u2", password: "p2", iceLite: true },
      }),
      subscribe: reply,
      resumeConsumers: reply,
      reportPath: reply,
      sendData: reply,
      updateSelf: reply,
      moderate: reply,
      ping: reply,
      leave: reply,
    };
    const recorded = Object.entries(handlers).map(([name, handler]) => [
      name,
      (payload: never, socket: ServerSocket, signal: AbortSignal) => {
        this.requests.push({ name: name as RequestName, payload });
        const code = this.failures.get(name as RequestName)?.shift();
        if (code) return Promise.reject(new HoldfastError(code));
        return (handler as (p: never, c: ServerSocket, s: AbortSignal) => Promise<object>)(payload, socket, signal);
      },
    ]);
    return Object.fromEntries(recorded) as Handlers;
  }
}

const transport = (id: string): NonNullable<PathOffer["path"]>["send"] =>
  ({
    id,
    ice: { usernameFragment: "u", password: "p", iceLite: true },
    candidates: [],
    dtls: { role: "auto", fingerprints: [{ algorithm: "sha-256", value: "AB:CD" }] },
  }) as never;
