// One WebSocket's life: frames in and out, requests with deadlines, pings. It does not reconnect; SignalingClient does.

import {
  clientFrames,
  clientSubprotocol,
  serverFrames,
  type Event,
  type Reply,
  type Request,
} from "../../proto/codec.ts";
import { errorTable, HoldfastError, type ErrorCode } from "../../proto/errors.ts";
import { RpcCaller } from "../../proto/rpc.ts";

/** The part of WebSocket that is used, so that tests can put a pipe in its place. */
export interface SocketLike {
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}
export type OpenSocket = (url: string, subprotocol: string) => SocketLike;

export const openWebSocket: OpenSocket = (url, subprotocol) => new WebSocket(url, subprotocol) as unknown as SocketLike;

export type SignalCaller = RpcCaller<Request, Reply>;
export type SignalRequest = SignalCaller["request"];

export interface SignalSocketHooks {
  onEvent(event: Event): void;
  /** Once, when the socket is over for whatever reason. */
  onClosed(error: HoldfastError): void;
}

/** A TCP, a TLS and a WebSocket handshake with round trips of 3 s. */
const openTimeoutMs = 10_000;
const minPingMs = 1_000;
/** Longer than a slow round trip: a new socket would be as slow, and take three of them. */
const pingTimeoutMs = 6_000;
/** When there is reason to think that the socket is dead. */
const probeTimeoutMs = 4_000;

export class SignalSocket {
  readonly #socket: SocketLike;
  readonly #hooks: SignalSocketHooks;
  readonly #rpc: SignalCaller;
  readonly request: SignalRequest;
  #pingTimer: ReturnType<typeof setInterval> | undefined;
  #sessionError: HoldfastError | undefined;
  #closed = false;

  private constructor(socket: SocketLike, hooks: SignalSocketHooks) {
    this.#socket = socket;
    this.#hooks = hooks;
    this.#rpc = new RpcCaller<Request, Reply>((frame) => {
      if (this.#closed) return;
      // protobufjs types its buffers as ArrayBufferLike; a writer never makes a shared one.
      this.#socket.send(clientFrames.encode(frame) as Uint8Array<ArrayBuffer>);
    });
    this.request = this.#rpc.request.bind(this.#rpc);
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.close(this.#sessionError ?? closeError(event.code));
    socket.onerror = null;
  }

  /** @throws HoldfastError connection_closed, timeout, cancelled */
  static open(
    url: string,
    openSocket: OpenSocket,
    hooks: SignalSocketHooks,
    signal?: AbortSignal,
  ): Promise<SignalSocket> {
    return new Promise((resolve, reject) => {
      const socket = openSocket(url, clientSubprotocol);
      socket.binaryType = "arraybuffer";
      const fail = (code: ErrorCode): void => {
        settle();
        socket.onopen = socket.onclose = socket.onmessage = null;
        socket.close();
        reject(new HoldfastError(code, `no server answers at ${url}`));
      };
      const onAbort = (): void => fail("cancelled");
      const timer = setTimeout(() => fail("timeout"), openTimeoutMs);
      const settle = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      if (signal?.aborted) return fail("cancelled");
      signal?.addEventListener("abort", onAbort, { once: true });
      socket.onclose = () => fail("connection_closed");
      socket.onopen = () => {
        settle();
        resolve(new SignalSocket(socket, hooks));
      };
    });
  }

  /** A socket whose pings are not answered is taken for lost. */
  startPing(intervalMs: number): void {
    clearInterval(this.#pingTimer);
    this.#pingTimer = setInterval(() => this.probe(pingTimeoutMs), Math.max(intervalMs, minPingMs));
  }

  /** Asks now whether the socket still works. */
  probe(timeoutMs = probeTimeoutMs): void {
    this.#rpc.request("ping", { sentAtMs: Date.now() }, { timeoutMs }).catch((error: unknown) => {
      if (!this.#closed) this.close(HoldfastError.from(error));
    });
  }

  /** Idempotent. Everything pending is rejected with the error. The close code is for logs: a client leaves by `leave`. */
  close(error: HoldfastError, closeCode = error.kind.close): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#pingTimer);
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close(closeCode);
    this.#rpc.close(new HoldfastError("connection_closed", error.code));
    this.#hooks.onClosed(error);
  }

  #receive(data: unknown): void {
    if (this.#closed) return;
    let frame;
    try {
      if (!(data instanceof ArrayBuffer)) throw new HoldfastError("bad_frame", "a text message");
      frame = serverFrames.decode(new Uint8Array(data));
    } catch (cause) {
      // Whatever sent that, the next replica may be a better one.
      this.close(
        new HoldfastError("connection_closed", "the server sent no valid frame", { cause }),
        errorTable.bad_frame.close,
      );
      return;
    }
    if (frame.kind === "reply" && frame.reply) this.#rpc.accept(frame.reply);
    else if (frame.kind === "event" && frame.event) {
      // The close frame that follows has only a number; this says more.
      if (frame.event.body === "sessionClosed")
        this.#sessionError = HoldfastError.fromMessage(frame.event.sessionClosed?.error ?? {});
      this.#hooks.onEvent(frame.event);
    }
  }
}

/** What a close code means when no SessionClosed came before it. */
export function closeError(closeCode: number): HoldfastError {
  for (const [code, kind] of Object.entries(errorTable)) {
    if (closeCode >= 4000 && kind.close === closeCode) return new HoldfastError(code as ErrorCode);
  }
  return new HoldfastError("connection_closed", `close code ${closeCode}`);
}
