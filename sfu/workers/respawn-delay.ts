import { backoffMs } from "../../base/backoff.ts";

/** A worker that lived this long died of something that need not come again at once. */
const soundAfterMs = 10_000;
const backoff = { baseMs: 200, maxMs: 5_000 };

export interface WorkerHistory {
  /** Worker deaths and failed starts in a row, each within soundAfterMs of its start. */
  quickDeaths: number;
}

/**
 * What to do about a worker that lived `livedMs` (0: it did not start): the first replacement comes at once, because a
 * room may be waiting for it; one that keeps dying waits longer and longer.
 */
export function afterWorkerDeath(
  history: WorkerHistory,
  livedMs: number,
  random: () => number,
): { history: WorkerHistory; delayMs: number } {
  const quickDeaths = livedMs >= soundAfterMs ? 0 : history.quickDeaths + 1;
  const delayMs = quickDeaths <= 1 ? 0 : backoffMs(backoff, quickDeaths - 2, random);
  return { history: { quickDeaths }, delayMs };
}
