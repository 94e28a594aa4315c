// How often each of many may do something.

import { fullBucket, type Rate, takeToken } from "../base/token-bucket.ts";
import type { AddressGroup } from "./address-groups.ts";

const forgetEveryMs = 10_000;

export class RateLimit {
  readonly #rate: Rate;
  readonly #nowMs: () => number;
  readonly #buckets = new Map<string, number>();
  #forgetAtMs = 0;

  constructor(rate: Rate, nowMs: () => number = () => performance.now()) {
    this.#rate = rate;
    this.#nowMs = nowMs;
  }

  /** Takes one from each of the groups, or from none. */
  take(groups: readonly AddressGroup[]): boolean {
    const nowMs = this.#nowMs();
    this.#forget(nowMs);
    const { perSecond, burst } = this.#rate;
    const taken = groups.map(({ key, share }) => {
      const rate = { perSecond: perSecond * share, burst: burst * share };
      return { key, left: takeToken(this.#buckets.get(key) ?? fullBucket, nowMs, rate) };
    });
    if (taken.some(({ left }) => left === undefined)) return false;
    for (const { key, left } of taken) this.#buckets.set(key, left ?? fullBucket);
    return true;
  }

  /** A bucket that is full again needs no place. */
  #forget(nowMs: number): void {
    if (nowMs < this.#forgetAtMs) return;
    this.#forgetAtMs = nowMs + forgetEveryMs;
    for (const [key, fullAtMs] of this.#buckets) if (fullAtMs <= nowMs) this.#buckets.delete(key);
  }
}
