// The failovers of one call, as the timeline shows them.

import type { Recovered } from "../state/recovery.ts";

export interface Failover extends Recovered {
  /** Date.now() */
  atMs: number;
}

const kept = 50;

export function withFailover(history: readonly Failover[], failover: Failover): Failover[] {
  return [...history, failover].slice(-kept);
}

/** Height of a bar, 0 to 1: logarithmic between 50 ms and 10 s, so that 150 ms and 1 s look different. */
export function gapShare(gapMs: number): number {
  if (gapMs <= 0) return 0.06;
  const share = Math.log10(gapMs / 50) / Math.log10(10_000 / 50);
  return Math.min(1, Math.max(0.06, share));
}

/** How a gap feels in a conversation. */
export function gapGrade(gapMs: number): "blink" | "pause" | "break" {
  if (gapMs <= 350) return "blink";
  return gapMs <= 1_500 ? "pause" : "break";
}
