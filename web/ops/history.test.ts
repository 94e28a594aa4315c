import { describe, expect, it } from "vitest";
import { chartLines, mergeFailovers, roundTop, type Sample, shownMs, spokenBitrate, withSample } from "./history.ts";
import type { OpsFailover, OpsNode } from "./ops-api.ts";

const node = (id: string, changes: Partial<OpsNode> = {}): OpsNode =>
  ({ id, state: "live", load: 0.5, bitrateOutBps: 1e6, ...changes }) as OpsNode;
const failover = (atMs: number, changes: Partial<OpsFailover> = {}): OpsFailover =>
  ({ atMs, room: "r", cause: "node_died", fromEpoch: 1, gaps: { count: 0 }, ...changes }) as OpsFailover;

describe("samples", () => {
  it("are kept as long as they are shown", () => {
    let history: Sample[] = [];
    for (const atMs of [0, shownMs, shownMs + 1]) history = withSample(history, [node("a")], atMs);
    expect(history.map(({ atMs }) => atMs)).toEqual([shownMs, shownMs + 1]);
  });
  it("hold nothing of nodes that are down or unnamed", () => {
    const [sample] = withSample([], [node("a"), node("b", { state: "down" }), node("")], 0);
    expect(sample!.load).toEqual({ a: 0.5 });
  });
});

describe("failovers of several replicas", () => {
  it("are one list, newest first", () => {
    const merged = mergeFailovers([failover(1), failover(3)], [failover(2), failover(3)]);
    expect(merged.map(({ atMs }) => atMs)).toEqual([3, 2, 1]);
  });
  it("take what is told later of the same one", () => {
    const [one] = mergeFailovers([failover(1)], [failover(1, { gaps: { count: 2, p50Ms: 80, maxMs: 120 } })]);
    expect(one!.gaps.count).toBe(2);
  });
  it("do not grow without end", () => {
    expect(
      mergeFailovers(
        [],
        Array.from({ length: 1_000 }, (_, at) => failover(at)),
      ).at(-1)!.atMs,
    ).toBe(700);
  });
});

describe("a chart's line", () => {
  const sample = (atMs: number, value?: number): Sample => ({
    atMs,
    load: value === undefined ? {} : { a: value },
    outBps: {},
  });
  const lines = (...history: Sample[]) => chartLines(history, ({ load }) => load["a"], { nowMs: shownMs, top: 1 });
  it("goes from the left edge to now, and no higher than the top", () => {
    expect(lines(sample(0, 0), sample(shownMs / 2, 0.25), sample(shownMs, 7))).toEqual([
      "0.00,100.00 50.00,75.00 100.00,0.00",
    ]);
  });
  it("has a hole where the node was away", () => {
    expect(lines(sample(0, 0), sample(1), sample(2), sample(shownMs, 1))).toHaveLength(2);
    expect(lines(sample(0))).toEqual([]);
  });
});

it.each([
  [0, 1],
  [0.9, 1],
  [1, 1],
  [1.1, 2],
  [340, 500],
  [6e6, 1e7],
])("the top over %d is %d", (highest, top) => expect(roundTop(highest)).toBe(top));

it.each([
  [0, "0"],
  [840_400, "840 kbit/s"],
  [999_900, "1.0 Mbit/s"],
  [123_400_000, "123 Mbit/s"],
])("%d bit/s is %s", (bps, text) => expect(spokenBitrate(bps)).toBe(text));
