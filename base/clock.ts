/** Time as decisions see it: monotonic milliseconds with no meaning beyond their differences. */
export interface Clock {
  nowMs(): number;
}

export const monotonicClock: Clock = { nowMs: () => performance.now() };
