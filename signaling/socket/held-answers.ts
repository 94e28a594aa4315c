// Answers that say nothing but "done", of one client who can wait for them: they go along with whatever is sent to it next,
// as a TCP acknowledgement does (RFC 1122, section 4.2.3.2). A write of their own would cost as much as the request itself.

import { serverFrames } from "../../proto/codec.ts";
import type { Expiring } from "../../proto/deadlines.ts";

/** More would be a burden to remember. */
const maxHeld = 64;

export class HeldAnswers implements Expiring {
  deadlineMs = Infinity;
  readonly #ids: number[] = [];
  readonly #connection: { sendHeldAnswers(): void };

  constructor(connection: { sendHeldAnswers(): void }) {
    this.#connection = connection;
  }

  get full(): boolean {
    return this.#ids.length >= maxHeld;
  }

  add(id: number, deadlineMs: number): void {
    this.#ids.push(id);
    this.deadlineMs = Math.min(this.deadlineMs, deadlineMs);
  }

  expire(): void {
    this.#connection.sendHeldAnswers();
  }

  encode(): Uint8Array {
    return serverFrames.encode({ kind: "done", done: { ids: this.#ids } });
  }
}
