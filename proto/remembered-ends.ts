// Why participants' presences ended, for as long as their clients may come back and ask.

import type { ErrorCode } from "./errors.ts";

/** The participant is no longer in the room, and its client is not to come back as if nothing had been. */
const ends = ["left", "removed", "replaced", "room_closed", "absent"] as const satisfies readonly ErrorCode[];
export type End = (typeof ends)[number];

export const isEnd = (code: string): code is End => (ends as readonly string[]).includes(code);

/** Clients try for minutes; a laptop that slept comes back later. */
const keptMs = 60 * 60_000;
const maxKept = 20_000;

/** The first reason stays: whatever is said of a presence that is over changes nothing. */
export class RememberedEnds {
  readonly #ends = new Map<string, { why: End; atMs: number }>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Codes that end only a path, or a connection, are nothing to remember. */
  remember(sessionId: string, code: string): void {
    if (!isEnd(code) || this.why(sessionId)) return;
    this.#ends.set(sessionId, { why: code, atMs: this.#nowMs() });
    for (const [oldest, { atMs }] of this.#ends) {
      if (this.#ends.size <= maxKept && this.#nowMs() - atMs < keptMs) break;
      this.#ends.delete(oldest);
    }
  }

  why(sessionId: string): End | undefined {
    const end = this.#ends.get(sessionId);
    return end && this.#nowMs() - end.atMs < keptMs ? end.why : undefined;
  }
}
