// A WebSocket as a bounded pipe of binary messages, used by both sides of both hops.

import { WebSocket, type RawData } from "ws";

/** The reasons that the socket itself may have to close. */
type OwnReason = "bad_frame" | "slow_client";

/** What all sockets of a kind have in common. */
export interface MessageSocketPolicy<Reason extends string> {
  /** WebSocket close code of each reason. */
  readonly closeCodes: Readonly<Record<Reason | OwnReason, { close: number }>>;
  /** Beyond this many unsent bytes the other side is not reading: the socket is closed with slow_client. */
  readonly maxBufferedBytes: number;
}

export interface MessageSocketOwner {
  onMessage(bytes: Uint8Array): void;
  /** Called once, whoever closed. `code` is the WebSocket close code; 1006 = lost without a closing handshake. */
  onClose(code: number): void;
}

/** Long enough for a closing handshake on a bad network, short enough not to collect dead sockets. */
const closeHandshakeMs = 2_000;

export class MessageSocket<Reason extends string = OwnReason> {
  readonly #ws: WebSocket;
  readonly #policy: MessageSocketPolicy<Reason>;
  #closing = false;
  #closeTimer: NodeJS.Timeout | undefined;

  /** One that was accepted, or is being dialled: it can be sent to once it is open. */
  constructor(ws: WebSocket, owner: MessageSocketOwner, policy: MessageSocketPolicy<Reason>) {
    this.#ws = ws;
    this.#policy = policy;
    ws.on("message", (data: RawData, isBinary) => {
      if (this.#closing) return;
      if (isBinary) owner.onMessage(data as Buffer);
      else this.close("bad_frame");
    });
    // What went wrong also shows as a close; ws answers oversized and malformed frames with 1009 and 1002 by itself.
    ws.on("error", () => {});
    ws.on("close", (code) => {
      this.#closing = true;
      clearTimeout(this.#closeTimer); // It would keep all of the socket for as long.
      owner.onClose(code);
    });
  }

  get open(): boolean {
    return !this.#closing && this.#ws.readyState === WebSocket.OPEN;
  }

  /** Sends, or drops the message when the socket is not open. */
  send(bytes: Uint8Array): void {
    if (!this.open) return;
    if (this.#ws.bufferedAmount + bytes.byteLength > this.#policy.maxBufferedBytes) this.close("slow_client");
    else this.#ws.send(bytes);
  }

  /** Closes with the reason's close code. Idempotent; what was sent before still goes out if the other side reads. */
  close(reason: Reason | OwnReason): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#ws.close(this.#policy.closeCodes[reason].close, reason);
    this.#closeTimer = setTimeout(() => this.#ws.terminate(), closeHandshakeMs).unref();
  }

  /** Drops the connection without a closing handshake. */
  terminate(): void {
    this.#closing = true;
    this.#ws.terminate();
  }
}
