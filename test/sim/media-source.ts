// What somebody sends: how often something of it comes, and whether it does at all. Its clock is its own.

import type { Random } from "./random.ts";

/** A camera and a microphone; a microphone with DTX whose owner says nothing; a screen on which nothing moves. */
const cadencesMs = [20, 20, 20, 20, 400, 1_000];

export class MediaSource {
  readonly cadenceMs: number;
  readonly #clockMs: number;
  readonly #direction: number;
  sends = true;

  constructor(random: Random) {
    this.cadenceMs = random.pick(cadencesMs);
    // Some browsers stamp media with a clock that began at any time; nothing may depend on it, nor on its direction.
    this.#clockMs = random.between(-1e12, 1e12);
    this.#direction = random.pick([1, 1, -1]);
  }

  /** Of what was sent last. */
  counter(nowMs: number): number {
    return this.#clockMs + this.#direction * Math.floor(nowMs / this.cadenceMs) * this.cadenceMs;
  }
}
