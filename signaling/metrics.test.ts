import { beforeEach, describe, expect, it } from "vitest";
import { wire } from "../proto/model.ts";
import { causeName, causeNames } from "./cause-names.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import type { NodeReading } from "./node-metrics.ts";

const node = (changes: Partial<NodeReading> = {}): NodeReading => ({
  id: "node-a",
  liveness: "live",
  serving: "serving",
  connected: true,
  sessions: 5,
  capacity: 10,
  rooms: 2,
  workers: { alive: 2, dead: 0 },
  load: 0.5,
  bitrateInBps: 1e6,
  bitrateOutBps: 4e6,
  ...changes,
});

let nodes: NodeReading[];
let metrics: Metrics;
beforeEach(() => {
  nodes = [node()];
  metrics = createMetrics({ sessions: () => 3, rooms: () => 1, nodes: () => nodes, storeUp: () => false });
});

/** Value by series, such as `holdfast_nodes{liveness="live",serving="serving"}`. */
async function scrape(): Promise<Map<string, number>> {
  const text = await metrics.registry.metrics();
  return new Map(
    text
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

describe("a scrape", () => {
  it("tells of this replica and of its nodes", async () => {
    const series = await scrape();
    expect(series.get("holdfast_sessions")).toBe(3);
    expect(series.get("holdfast_store_up")).toBe(0);
    expect(series.get('holdfast_nodes{liveness="live",serving="serving"}')).toBe(1);
    expect(series.get('holdfast_nodes{liveness="dead",serving="serving"}')).toBe(0);
    expect(series.get('holdfast_node_load_ratio{node="node-a"}')).toBe(0.5);
    expect(series.get('holdfast_node_takes_rooms{node="node-a"}')).toBe(1);
    expect(series.get('holdfast_node_bitrate_bits_per_second{node="node-a",direction="out"}')).toBe(4e6);
  });

  it("counts a node that has not said who it is, and names it nowhere", async () => {
    nodes = [node({ id: undefined, liveness: "absent", connected: false })];
    const series = await scrape();
    expect(series.get('holdfast_nodes{liveness="absent",serving="serving"}')).toBe(1);
    expect([...series.keys()].filter((name) => name.includes('node="'))).toEqual([]);
  });

  it("forgets a node that is gone", async () => {
    await scrape();
    nodes = [node({ id: "node-b" })];
    const names = [...(await scrape()).keys()];
    expect(names.some((name) => name.includes("node-a"))).toBe(false);
    expect(names.some((name) => name.includes("node-b"))).toBe(true);
  });

  it.each<[string, Partial<NodeReading>]>([
    ["silent", { liveness: "suspect" }],
    ["cordoned", { serving: "cordoned" }],
    ["draining", { serving: "draining" }],
    ["without live workers", { workers: { alive: 0, dead: 2 } }],
  ])("says that a node that is %s takes no rooms", async (_name, changes) => {
    nodes = [node(changes)];
    expect((await scrape()).get('holdfast_node_takes_rooms{node="node-a"}')).toBe(0);
  });

  it("has every cause from the start, so that a first failover is an increase", async () => {
    const series = await scrape();
    expect(causeNames).toContain("node_died");
    for (const cause of causeNames) {
      expect(series.get(`holdfast_failovers_total{cause="${cause}",outcome="recovered"}`)).toBe(0);
      expect(series.get(`holdfast_recovery_gap_seconds_count{cause="${cause}"}`)).toBe(0);
    }
  });
});

describe("a gap that a client reports", () => {
  it("is counted by cause", async () => {
    metrics.observeGap("node_died", 240);
    const series = await scrape();
    expect(series.get('holdfast_recovery_gap_seconds_bucket{le="0.2",cause="node_died"}')).toBe(0);
    expect(series.get('holdfast_recovery_gap_seconds_bucket{le="0.3",cause="node_died"}')).toBe(1);
  });

  it("cannot spoil the sum, however long it claims to be", async () => {
    metrics.observeGap("node_died", Number.MAX_VALUE);
    expect((await scrape()).get('holdfast_recovery_gap_seconds_sum{cause="node_died"}')).toBe(600);
  });

  it("has no label of the client's choice", () => {
    expect(causeName(99 as wire.PathCause)).toBe("unknown");
    expect(causeName(wire.PathCause.NODE_HUNG)).toBe("node_hung");
  });
});
