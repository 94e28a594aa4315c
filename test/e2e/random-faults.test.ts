// One real call of four for two minutes, while nodes, workers, links and replicas fail at random. In the end everybody
// sees and hears everybody. HOLDFAST_TEST_SEED repeats a run that failed.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { RedisServer } from "../harness/redis-server.ts";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { strikeAtRandom } from "../harness/random-faults.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

const forMs = 120_000;
const settledWithinMs = 30_000;

let redis: RedisServer;
let lab: CallLab;

beforeAll(async () => {
  redis = await RedisServer.start();
  lab = await CallLab.start({ nodes: 3, workers: 1, replicas: 2, controlRelays: true, redisUrl: redis.url });
});
afterAll(async () => {
  await lab?.close();
  await redis?.[Symbol.asyncDispose]();
});
afterEach((context) => lab.endTest(context));

test(
  "random faults for two minutes end with everybody hearing and seeing everybody",
  { timeout: 300_000 },
  async () => {
    const seed = Number(process.env["HOLDFAST_TEST_SEED"] ?? Date.now() % 1_000_000);
    const room = lab.newRoom();
    const callers = await Promise.all(
      ["ann", "ben", "cem", "dan"].map((identity, voice) =>
        lab.join({
          identity,
          room,
          voice,
          replica: voice % 2,
          framesPerSecond: 10,
          redundancy: voice < 2 ? "hot" : "cold",
        }),
      ),
    );
    await allSeeAndHearAll(callers);
    const happened = await strikeAtRandom(lab, callers[0]!, seed, forMs);
    const story = `seed ${seed}\n${happened.join("\n")}`;
    await lab.cluster.waitUntilReady();
    for (const caller of callers) {
      await waitUntil(
        `${caller.identity} is connected; ${story}`,
        async () => {
          const state = await caller.state();
          return state === "connected" ? ready(undefined) : notReady(state);
        },
        { timeoutMs: settledWithinMs },
      );
    }
    for (const receiver of callers) {
      for (const sender of callers) {
        if (sender !== receiver) await receiver.waitForMedia(sender, undefined, { timeoutMs: settledWithinMs });
      }
    }
    expect(new Set(await Promise.all(callers.map((caller) => caller.nodeId()))).size, story).toBe(1);
    for (const caller of callers) expect(await caller.events("disconnected"), story).toEqual([]);
  },
);
