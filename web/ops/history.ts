// What the dashboard remembers while it is open. Pure.

import type { OpsFailover, OpsNode } from "./ops-api.ts";

export interface Sample {
  /** Date.now() */
  atMs: number;
  load: Readonly<Record<string, number>>;
  outBps: Readonly<Record<string, number>>;
}

export const shownMs = 5 * 60_000;
const keptFailovers = 300;

/** With one sample more, without those that are too old to be shown. A node that does not answer has no value. */
export function withSample(history: readonly Sample[], nodes: readonly OpsNode[], atMs: number): Sample[] {
  const there = nodes.filter(({ id, state }) => id !== "" && state !== "down");
  const sample: Sample = {
    atMs,
    load: Object.fromEntries(there.map(({ id, load }) => [id, load])),
    outBps: Object.fromEntries(there.map(({ id, bitrateOutBps }) => [id, bitrateOutBps])),
  };
  return [...history.filter((old) => atMs - old.atMs <= shownMs), sample];
}

const keyOf = ({ atMs, room, cause, fromEpoch }: OpsFailover): string => `${atMs} ${room} ${cause} ${fromEpoch}`;

/**
 * Newest first. Each replica tells of those that it took part in, and the one that answers may be another each time; gaps
 * come in later than the failover itself.
 */
export function mergeFailovers(known: readonly OpsFailover[], told: readonly OpsFailover[]): OpsFailover[] {
  const merged = new Map(known.map((failover) => [keyOf(failover), failover]));
  for (const failover of told) merged.set(keyOf(failover), failover);
  return [...merged.values()].toSorted((a, b) => b.atMs - a.atMs).slice(0, keptFailovers);
}

/** Of one node, as `x,y` points of an SVG polyline in a box of 100 by 100; several where it was away in between. */
export function chartLines(
  history: readonly Sample[],
  valueOf: (sample: Sample) => number | undefined,
  { nowMs, top }: { nowMs: number; top: number },
): string[] {
  const lines: string[][] = [[]];
  for (const sample of history) {
    const value = valueOf(sample);
    if (value === undefined) {
      if (lines.at(-1)!.length > 0) lines.push([]);
      continue;
    }
    const x = 100 * (1 - (nowMs - sample.atMs) / shownMs);
    const y = 100 * (1 - Math.min(1, value / top));
    lines.at(-1)!.push(`${x.toFixed(2)},${y.toFixed(2)}`);
  }
  return lines.filter((points) => points.length > 0).map((points) => points.join(" "));
}

/** The round number at the chart's top, of 1, 2 or 5 times a power of ten: a little more than what is to be seen. */
export function roundTop(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  for (const factor of [1, 2, 5]) if (highest <= factor * power) return factor * power;
  return 10 * power;
}

/** `0`, `840 kbit/s`, `12.5 Mbit/s` */
export function spokenBitrate(bps: number): string {
  if (bps < 500) return "0";
  if (bps < 999_500) return `${Math.round(bps / 1_000)} kbit/s`;
  return `${(bps / 1_000_000).toFixed(bps < 99_950_000 ? 1 : 0)} Mbit/s`;
}
