import { leastDueMs } from "../../proto/path-media.ts";

const keep = 8;
const dueShare = 2.5;
/** Before so many pauses were seen, it may come once a second. */
const enough = 3;
const unknownDueMs = 3_000;
/** The same packet, seen twice. */
const sameMs = 20;

/**
 * When something last came, and how often it does: by a counter that changes with it, whatever that means, and on the
 * caller's clock only.
 */
export class Arrivals {
  #counter: number | undefined;
  #lastMs: number | undefined;
  readonly #gapsMs: number[] = [];

  note(counter: number, nowMs: number): void {
    if (counter === this.#counter) return;
    const isFirst = this.#counter === undefined;
    this.#counter = counter;
    // What was there at the first look may be long over.
    if (!isFirst) this.heard(nowMs);
  }

  heard(atMs: number): void {
    const gapMs = atMs - (this.#lastMs ?? atMs);
    if (this.#lastMs !== undefined && gapMs < sameMs) return;
    this.#lastMs = atMs;
    if (gapMs > 0) this.#learn(gapMs);
  }

  /** Undefined until it has been seen to come. */
  silentMs(nowMs: number): number | undefined {
    return this.#lastMs === undefined ? undefined : Math.max(0, nowMs - this.#lastMs);
  }

  /**
   * From how long a silence is longer than its pauses are. The longest pause of late does not count: that may have been a
   * fault.
   */
  get dueMs(): number {
    const [longest = 0, second = longest] = this.#gapsMs.toSorted((a, b) => b - a);
    return Math.max(this.#gapsMs.length < enough ? unknownDueMs : leastDueMs, dueShare * second);
  }

  #learn(gapMs: number): void {
    this.#gapsMs.push(gapMs);
    if (this.#gapsMs.length > keep) this.#gapsMs.shift();
  }
}
