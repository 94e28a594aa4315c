// A WebSocket as a bounded pipe of binary messages, used by both sides of both hops.

import { WebSocket, type RawData } from "ws";

/** The reasons that the socket itself may have to close. */
type OwnReason = "bad_frame" | "slow_client";

export interface MessageSocketOptions<Reason extends string> {
  /** WebSocket close code of each reason. */
  closeCodes: Readonly<Record<Reason | OwnReason, { close: number }>>;
  /** Beyond this many unsent bytes the other side is not reading: the socket is closed with slow_client. */
  maxBufferedBytes: number;
  onMessage(bytes: Uint8Array): void;
  /** Called once, whoever closed. `code` is the WebSocket close code; 1006 = lost without a closing handshake. */
  onClose(code: number): void;
}

/** Long enough for a closing handshake on a bad network, short enough not to collect dead sockets. */
const closeHandshakeMs = 2_000;

export class MessageSocket<Reason extends string = OwnReason> {
  readonly #ws: WebSocket;
  readonly #options: MessageSocketOptions<Reason>;
  #closing = false;

  constructor(ws: WebSocket, options: MessageSocketOptions<Reason>) {
    this.#ws = ws;
    this.#options = options;
    ws.on("message", (data: RawData, isBinary: boolean) => {
      if (this.#closing) return;
      if (isBinary) this.#options.onMessage(data as Buffer);
      else this.close("bad_frame");
    });
    // What went wrong also shows as a close; ws answers oversized and malformed frames with 1009 and 1002 by itself.
    ws.on("error", () => {});
    ws.once("close", (code: number) => {
      this.#closing = true;
      this.#options.onClose(code);
    });
  }

  get open(): boolean {
    return !this.#closing && this.#ws.readyState === WebSocket.OPEN;
  }

  get bufferedBytes(): number {
    return this.#ws.bufferedAmount;
  }

  /** Sends, or drops the message when the socket is not open. */
  send(bytes: Uint8Array): void {
    if (!this.open) return;
    if (this.#ws.bufferedAmount + bytes.byteLength > this.#options.maxBufferedBytes) {
      this.close("slow_client");
      return;
    }
    this.#ws.send(bytes, { binary: true });
  }

  /** Closes with the reason's close code. Idempotent; what was sent before still goes out if the other side reads. */
  close(reason: Reason | OwnReason): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#ws.close(this.#options.closeCodes[reason].close, reason);
    setTimeout(() => this.#ws.terminate(), closeHandshakeMs).unref();
  }

  /** Drops the connection without a closing handshake. */
  terminate(): void {
    this.#closing = true;
    this.#ws.terminate();
  }
}
