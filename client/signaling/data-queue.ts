// Data of the page on its way to the server: a burst of any size goes out at a pace that the server takes, in order, and
// whoever sends more than that for long is told.

import { HoldfastError } from "../../proto/errors.ts";
import { dataRate } from "../../proto/limits.ts";

export interface DataMessage {
  payload: Uint8Array;
  topic: string;
  to: string[];
}

/** Below the server's limits: our clock is not the server's. */
const msPerMessage = 1_000 / (0.9 * dataRate.perSecond);
const burstMs = (dataRate.burst / 2) * msPerMessage;
/** Sent and not answered. */
const maxUnanswered = 32;
const maxWaiting = 5_000;
const maxWaitingBytes = 16 * 1024 * 1024;

interface Waiting {
  message: DataMessage;
  resolve(sent: Promise<void>): void;
  reject(error: HoldfastError): void;
}

export class DataQueue {
  readonly #send: (message: DataMessage) => Promise<unknown>;
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #unanswered = 0;
  /** When all that was sent has been paid for (the generic cell rate algorithm). */
  #paidAtMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed: HoldfastError | undefined;

  constructor(send: (message: DataMessage) => Promise<unknown>) {
    this.#send = send;
  }

  /** Resolves when the server has taken the message. @throws HoldfastError too_many_requests when too many wait, or what the server says */
  push(message: DataMessage): Promise<void> {
    if (this.#closed) return Promise.reject(this.#closed);
    const bytes = message.payload.byteLength;
    if (this.#waiting.length >= maxWaiting || this.#waitingBytes + bytes > maxWaitingBytes)
      return Promise.reject(
        new HoldfastError("too_many_requests", `${this.#waiting.length} messages wait to be sent: await sendData()`),
      );
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, resolve, reject });
      this.#waitingBytes += bytes;
      this.#sendSome();
    });
  }

  close(error: HoldfastError): void {
    this.#closed = error;
    clearTimeout(this.#timer);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  #sendSome(): void {
    clearTimeout(this.#timer);
    while (this.#waiting.length > 0 && this.#unanswered < maxUnanswered) {
      const nowMs = performance.now();
      const paidAtMs = Math.max(this.#paidAtMs, nowMs) + msPerMessage;
      if (paidAtMs - nowMs > burstMs) {
        this.#timer = setTimeout(() => this.#sendSome(), paidAtMs - nowMs - burstMs);
        return;
      }
      this.#paidAtMs = paidAtMs;
      const { message, resolve } = this.#waiting.shift()!;
      this.#waitingBytes -= message.payload.byteLength;
      this.#unanswered++;
      const sent = this.#send(message).finally(() => {
        this.#unanswered--;
        this.#sendSome();
      });
      resolve(sent.then(() => undefined));
    }
  }
}
