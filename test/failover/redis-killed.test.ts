// Redis is killed under a call over two replicas, and comes back with nothing: the call does not need it.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { wallClockMs, type Participant } from "../harness/participant.ts";
import { RedisServer } from "../harness/redis-server.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { expectUndisturbed } from "../harness/undisturbed.ts";

const calmMs = 3_000;

let redis: RedisServer;
let lab: CallLab;

beforeAll(async () => {
  redis = await RedisServer.start();
  lab = await CallLab.start({ nodes: 3, replicas: 2, redisUrl: redis.url, discovery: true });
});
afterAll(async () => {
  await lab?.close();
  await redis?.[Symbol.asyncDispose]();
});
afterEach((context) => lab.endTest(context));

/** Three in one room; the first and the last at the first replica, the other one at the second. */
async function callOverBothReplicas(): Promise<Participant[]> {
  const room = lab.newRoom();
  const callers = await Promise.all(
    ["ann", "ben", "cem"].map((identity, voice) => lab.join({ identity, room, voice, replica: voice % 2 })),
  );
  await allSeeAndHearAll(callers);
  await sleep(calmMs);
  return callers;
}

test("Redis is killed and comes back empty: nobody notices", async () => {
  const callers = await callOverBothReplicas();
  const sinceMs = wallClockMs();
  await redis.kill();
  await sleep(5_000);
  await redis.startAgain();
  await sleep(3_000);
  await expectUndisturbed(callers, sinceMs);
  await expectSeenAsOneCall(callers, sinceMs);
  for (const caller of callers) expect(await caller.events("migrated", sinceMs)).toEqual([]);
});
