// Eight people who all talk in one room. Its node is killed; everybody hears everybody again.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startCluster, type Cluster } from "../harness/cluster.ts";
import { Crowd } from "../harness/headless/crowd.ts";

const size = 8;
const pairs = size * (size - 1);
/** Far above what the benchmark shows for thirty, for a machine that is busy with other things. */
const generousMs = 10_000;

let cluster: Cluster;
let rooms = 0;

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 });
});
afterAll(() => cluster?.close());
afterEach(({ task }) => {
  if (task.result?.state === "fail") console.error(cluster.logTail());
});

async function gather(redundancy: "cold" | "hot"): Promise<Crowd> {
  const crowd = await Crowd.gather(cluster, { room: `crowd-${++rooms}`, size, redundancy });
  await crowd.waitUntilAllHearAll();
  return crowd;
}

/** Kills the crowd's node, waits until everybody hears everybody over another, and starts it anew. */
async function expectToOutliveNode(crowd: Crowd): Promise<void> {
  const nodeId = await crowd.nodeId();
  const atMs = await cluster.node(nodeId).kill();
  const heardMs = await crowd.heardAgainMs(atMs);
  expect(heardMs).toHaveLength(pairs);
  expect(Math.max(...heardMs)).toBeLessThan(generousMs);
  await crowd.waitUntilAllHearAll();
  expect(await crowd.nodeId()).not.toBe(nodeId);
  for (const gapMs of await crowd.toldGapsMs(atMs)) expect(gapMs).toBeGreaterThan(0);
  await cluster.restartNode(nodeId);
}

describe("eight people who all talk", () => {
  test("outlive their node, and then the next one", async () => {
    await using crowd = await gather("cold");
    await expectToOutliveNode(crowd);
    await expectToOutliveNode(crowd);
  });

  test("outlive it with a standby path as well", async () => {
    await using crowd = await gather("hot");
    await crowd.waitUntilAllStandBy();
    await expectToOutliveNode(crowd);
  });
});
