import { backoffMs } from "../../base/backoff.ts";

/** A worker that lived this long died of something that need not come again at once. */
const soundAfterMs = 10_000;
const backoff = { baseMs: 200, maxMs: 5_000 };
/**
 * While other workers live, nobody waits for this one: its rooms come back on them, and starting a process would take
 * the CPU from just that (80 ms of a 300 ms recovery on two cores).
 */
const spareDelayMs = 1_000;

export interface WorkerHistory {
  /** Worker deaths and failed starts in a row, each within soundAfterMs of its start. */
  quickDeaths: number;
}

/**
 * What to do about a worker that lived `livedMs` (0: it did not start). When it was the last one, the first replacement
 * comes at once, because rooms may be waiting for it; one that keeps dying waits longer and longer.
 */
export function afterWorkerDeath(
  history: WorkerHistory,
  livedMs: number,
  othersLive: boolean,
  random: () => number,
): { history: WorkerHistory; delayMs: number } {
  const quickDeaths = livedMs >= soundAfterMs ? 0 : history.quickDeaths + 1;
  const delayMs = quickDeaths <= 1 ? (othersLive ? spareDelayMs : 0) : backoffMs(backoff, quickDeaths - 2, random);
  return { history: { quickDeaths }, delayMs };
}
