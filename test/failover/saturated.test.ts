// Every core of the machine is busy for a minute. Heartbeats are late, pictures are lost, and nothing is taken for dead.
import { existsSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saturateCpu } from "../harness/busy-loops.ts";
import { CallLab } from "../harness/call-lab.ts";
import { wallClockMs } from "../harness/participant.ts";
import { childPids } from "../harness/process-tree.ts";

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 2, workers: 2 });
});
afterAll(() => lab?.close());

test("no failover with all cores saturated for a minute", { timeout: 180_000 }, async () => {
  const callers = await lab.call(["ann", "ben", "cem"], { framesPerSecond: 15 });
  // It is the servers that have to do without: in a browser that has too little CPU for its own media, JavaScript waits for
  // longer than signaling does.
  for (const browser of childPids(process.pid, /^chrom/)) {
    const session = `/proc/${browser}/autogroup`; // Some kernels have none.
    if (existsSync(session)) writeFileSync(session, "-10");
  }
  const nodeId = await callers[0]!.nodeId();
  const sinceMs = wallClockMs();
  await saturateCpu(2 * availableParallelism(), 60_000);
  for (const caller of callers) {
    const told = (await caller.events(undefined, sinceMs)).map(({ name }) => name);
    expect(told.filter((name) => name === "recovering" || name === "migrated" || name === "disconnected")).toEqual([]);
    expect(await caller.nodeId()).toBe(nodeId);
  }
  const { failovers } = (await (await lab.cluster.api("/v1/failovers")).json()) as { failovers: unknown[] };
  expect(failovers).toEqual([]);
});
