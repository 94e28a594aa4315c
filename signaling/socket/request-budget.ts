// A token bucket for one connection's requests: generous to a person, closed to a loop. All of its state is one number,
// when it will be full again (the generic cell rate algorithm of ITU-T I.371). Pure.

const msPerRequest = 10;
const burst = 300;

/** The state of a bucket that has not been used for a while. */
export const fullBudget = 0;

/** The budget after one more request; undefined when there is none left. */
export function takeFromBudget(fullAtMs: number, nowMs: number): number | undefined {
  const nextFullAtMs = Math.max(fullAtMs, nowMs) + msPerRequest;
  return nextFullAtMs - nowMs > burst * msPerRequest ? undefined : nextFullAtMs;
}
