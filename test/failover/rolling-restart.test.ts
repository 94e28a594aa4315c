// Every process of a cluster is replaced under a running call, one after another, as at each upgrade.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { expectUndisturbed } from "../harness/undisturbed.ts";
import { wallClockMs } from "../harness/participant.ts";
import { RedisServer } from "../harness/redis-server.ts";
import { rollingRestart } from "../harness/rolling-restart.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";

const calmMs = 3_000;

let redis: RedisServer;
let lab: CallLab;

beforeAll(async () => {
  redis = await RedisServer.start();
  lab = await CallLab.start({ nodes: 3, workers: 1, replicas: 2, redisUrl: redis.url });
});
afterAll(async () => {
  await lab?.close();
  await redis?.[Symbol.asyncDispose]();
});
afterEach((context) => lab.endTest(context));

test("two replicas and three nodes, each told to end and started again: nobody in the call notices", async () => {
  const callers = await lab.call(["ann", "ben", "cem"]);
  await sleep(calmMs);
  const nodeId = await callers[0]!.nodeId();
  const startMs = wallClockMs();
  const restarted = await rollingRestart(lab.cluster, nodeId);
  expect(restarted).toEqual(restarted.map(({ name }) => ({ name, ended: "ended with code 0" })));
  expect(restarted).toHaveLength(5);
  await allSeeAndHearAll(callers);
  for (const caller of callers) {
    const moved = (await caller.events(undefined, startMs)).filter(({ name }) => /^(migrated|recovered)$/.test(name));
    expect(moved.length, "at least off the first node").toBeGreaterThan(0);
    expect(moved.filter(({ name }) => name !== "migrated")).toEqual([]);
    const back = await caller.events("signalingChanged", startMs);
    expect(back.at(-1)).toMatchObject({ state: "online" });
  }
  await expectSeenAsOneCall(callers, startMs);
  await expectUndisturbed(callers, startMs);
});
