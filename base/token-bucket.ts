// A token bucket whose state is one number: when it will be full again (the generic cell rate algorithm of ITU-T I.371). Pure.

export interface Rate {
  /** In the long run. */
  perSecond: number;
  /** At once, after a pause. */
  burst: number;
}

/** The state of a bucket that has not been used for a while. */
export const fullBucket = 0;

/** The bucket after one more; undefined when there is nothing left. */
export function takeToken(fullAtMs: number, nowMs: number, { perSecond, burst }: Rate): number | undefined {
  const msEach = 1_000 / perSecond;
  const nextFullAtMs = Math.max(fullAtMs, nowMs) + msEach;
  return nextFullAtMs - nowMs > burst * msEach + roundingMs ? undefined : nextFullAtMs;
}

const roundingMs = 1e-6;

/** How long until there is one again. */
export function untilTokenMs(fullAtMs: number, nowMs: number, { perSecond, burst }: Rate): number {
  return Math.max(0, fullAtMs - nowMs - ((burst - 1) * 1_000) / perSecond);
}
