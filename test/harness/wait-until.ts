import { setTimeout as sleep } from "node:timers/promises";

export interface WaitOptions {
  timeoutMs?: number;
  intervalMs?: number;
  signal?: AbortSignal;
}

/** Ready, with a value; or not yet, and why. */
export type Probe<Value> = { ready: true; value: Value } | { ready: false; why: string };

export const ready = <Value>(value: Value): Probe<Value> => ({ ready: true, value });
export const notReady = (why: string): Probe<never> => ({ ready: false, why });

/** Asks again and again until it is so. The error says what was waited for, and why it was not so at the last look. */
export async function waitUntil<Value>(
  what: string,
  probe: () => Promise<Probe<Value>> | Probe<Value>,
  { timeoutMs = 10_000, intervalMs = 50, signal }: WaitOptions = {},
): Promise<Value> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    const result = await probe();
    if (result.ready) return result.value;
    if (performance.now() >= deadlineMs)
      throw new Error(`not within ${timeoutMs} ms: ${what}; at the last look: ${result.why}`);
    await sleep(intervalMs, undefined, signal ? { signal } : {});
  }
}
