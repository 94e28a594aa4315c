/** Remembers how long nothing happened before any moment, where that was for long. */
export class Gaps {
  readonly #leastMs: number;
  readonly #gaps: { fromMs: number; toMs: number }[] = [];
  #lastMs: number;

  constructor(leastMs: number, nowMs: number) {
    this.#leastMs = leastMs;
    this.#lastMs = nowMs;
  }

  happened(nowMs: number): void {
    if (nowMs - this.#lastMs >= this.#leastMs) this.#gaps.push({ fromMs: this.#lastMs, toMs: nowMs });
    this.#lastMs = nowMs;
  }

  /** 0 when it was less than what counts as long. */
  before(atMs: number): number {
    const fromMs =
      atMs >= this.#lastMs ? this.#lastMs : this.#gaps.find((gap) => gap.fromMs <= atMs && atMs < gap.toMs)?.fromMs;
    const lastedMs = atMs - (fromMs ?? atMs);
    return lastedMs >= this.#leastMs ? lastedMs : 0;
  }
}
