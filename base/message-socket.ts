// A WebSocket as a bounded pipe of binary messages, used by both sides of both hops.

import type { Duplex } from "node:stream";
import { WebSocket, type RawData } from "ws";
import { type AtTickEnd, atTickEnd, type AtTurnEnd, atTurnEnd } from "./turn-end.ts";
import { binaryFrames } from "./websocket-frames.ts";

/** The reasons that the socket itself may have to close. */
type OwnReason = "bad_frame" | "slow_client";

/** What all sockets of a kind have in common. */
export interface MessageSocketPolicy<Reason extends string> {
  /** WebSocket close code of each reason. */
  readonly closeCodes: Readonly<Record<Reason | OwnReason, { close: number }>>;
  /** Beyond this many unsent bytes the other side is not reading: the socket is closed with slow_client. */
  readonly maxBufferedBytes: number;
}

/** Whose socket it is. There are ten thousand of them, so they take methods rather than closures. */
export interface MessageSocketOwner {
  onMessage(bytes: Uint8Array): void;
  /** Something is about to be written: a message that goes along with it, in the same system call. */
  goesAlong?(): Uint8Array | undefined;
  /** Called once, whoever closed. `code` is the WebSocket close code; 1006 = lost without a closing handshake. */
  onClose(code: number): void;
}

/** What is held goes out before it becomes more: one message of it would be too long for the other side. */
const maxHeldBytes = 64 * 1024;
/** Long enough for a closing handshake on a bad network, short enough not to collect dead sockets. */
const closeHandshakeMs = 2_000;

const messageSocket = Symbol("messageSocket");
type OwnedSocket = WebSocket & { [messageSocket]: MessageSocket<string> };

export class MessageSocket<Reason extends string = OwnReason> implements AtTickEnd, AtTurnEnd {
  readonly #ws: WebSocket;
  readonly #owner: MessageSocketOwner;
  readonly #policy: MessageSocketPolicy<Reason>;
  /** What carries the WebSocket; undefined while it is being dialled. */
  #stream: Duplex | undefined;
  readonly #byClient: boolean;
  /** The end of the tick, or of the turn of the event loop, is waited for: until then everything is held. */
  #holding = false;
  #held: Uint8Array[] | undefined;
  #heldBytes = 0;
  #bundle: ((messages: readonly Uint8Array[]) => Uint8Array) | undefined;
  #closing = false;
  /** Until it is known that the closing handshake is done. */
  #closeTimer: NodeJS.Timeout | undefined;

  private constructor(ws: WebSocket, owner: MessageSocketOwner, policy: MessageSocketPolicy<Reason>, stream?: Duplex) {
    this.#ws = ws;
    this.#owner = owner;
    this.#policy = policy;
    this.#stream = stream;
    this.#byClient = stream === undefined;
    (ws as OwnedSocket)[messageSocket] = this as unknown as MessageSocket<string>;
    ws.on("message", MessageSocket.#onMessage);
    // What went wrong also shows as a close; ws answers oversized and malformed frames with 1009 and 1002 by itself.
    ws.on("error", ignore);
    ws.on("close", MessageSocket.#onClose);
  }

  /** One that was accepted on the stream. */
  static accepted<Reason extends string>(
    ws: WebSocket,
    stream: Duplex,
    owner: MessageSocketOwner,
    policy: MessageSocketPolicy<Reason>,
  ): MessageSocket<Reason> {
    return new MessageSocket(ws, owner, policy, stream);
  }

  /** One that is being dialled: it can be sent to once it is open. */
  static dialled<Reason extends string>(
    ws: WebSocket,
    owner: MessageSocketOwner,
    policy: MessageSocketPolicy<Reason>,
  ): MessageSocket<Reason> {
    const socket = new MessageSocket(ws, owner, policy);
    ws.once("upgrade", (response) => (socket.#stream = response.socket));
    return socket;
  }

  get open(): boolean {
    return !this.#closing && this.#ws.readyState === WebSocket.OPEN;
  }

  get bufferedBytes(): number {
    return (this.#stream?.writableLength ?? 0) + this.#heldBytes;
  }

  /**
   * Sends, or drops the message when the socket is not open. What is sent in one tick goes out together at its end, in one
   * system call, and all that follows within the turn of the event loop at the end of that: at thousands of messages a
   * second, system calls and the other side's waking up for each are most of the work.
   */
  send(bytes: Uint8Array): void {
    if (!this.open) return;
    if (this.bufferedBytes + bytes.byteLength > this.#policy.maxBufferedBytes) {
      this.close("slow_client");
      return;
    }
    if (this.#held && this.#heldBytes + bytes.byteLength > maxHeldBytes) this.flush();
    (this.#held ??= []).push(bytes);
    this.#heldBytes += bytes.byteLength;
    if (this.#holding) return;
    this.#holding = true;
    atTickEnd(this);
  }

  /** Sends what is held, and what goes along with it, now: without waiting for whatever else there is to do in this turn. */
  flush(): void {
    const messages = this.#held ?? [];
    this.#held = undefined;
    this.#heldBytes = 0;
    this.#write(messages);
  }

  tickEnds(): void {
    if (this.#held) this.flush();
    atTurnEnd(this);
  }

  turnEnds(): void {
    this.#holding = false;
    if (this.#held) this.flush();
  }

  /** From now on the other side takes messages that go out together as a single one. */
  bundleWith(bundle: (messages: readonly Uint8Array[]) => Uint8Array): void {
    this.#bundle = bundle;
  }

  /** Closes with the reason's close code. Idempotent; what was sent before still goes out if the other side reads. */
  close(reason: Reason | OwnReason): void {
    if (this.#closing) return;
    this.#closing = true;
    this.flush();
    this.#ws.close(this.#policy.closeCodes[reason].close, reason);
    this.#closeTimer = setTimeout(() => this.#ws.terminate(), closeHandshakeMs).unref();
  }

  /** Drops the connection without a closing handshake. */
  terminate(): void {
    this.#closing = true;
    this.#ws.terminate();
  }

  #write(messages: Uint8Array[]): void {
    const along = this.#owner.goesAlong?.();
    if (along) messages.push(along);
    if (messages.length === 0 || !this.#stream?.writable) return;
    const bundled = this.#bundle && messages.length > 1 ? [this.#bundle(messages)] : messages;
    this.#stream.write(binaryFrames(bundled, this.#byClient));
  }

  static #onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
    const socket = (this as OwnedSocket)[messageSocket];
    if (socket.#closing) return;
    if (isBinary) socket.#owner.onMessage(data as Buffer);
    else socket.close("bad_frame");
  }

  static #onClose(this: WebSocket, code: number): void {
    const socket = (this as OwnedSocket)[messageSocket];
    socket.#closing = true;
    clearTimeout(socket.#closeTimer); // It would keep all of the socket for as long.
    socket.#owner.onClose(code);
  }
}

const ignore = (): void => {};
