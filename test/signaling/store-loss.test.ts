// The promise of docs/store.md: whatever happens to Redis, calls go on, people join, rooms open, nodes fail over, and soon
// after its return everything stands there again. Two replicas and two nodes in this process; a real Redis.

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Event } from "../../proto/codec.ts";
import type { Node } from "../../sfu/main.ts";
import { signalingConfigSchema } from "../../signaling/config.ts";
import { type Signaling, startSignaling } from "../../signaling/main.ts";
import { mintToken } from "../../signaling/tokens.ts";
import { RedisServer } from "../harness/redis-server.ts";
import { TcpRelay } from "../harness/tcp-relay.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { audioOffer } from "../sfu/test-media.ts";
import { startTestNode, testLog } from "../sfu/test-node.ts";
import { RawClient } from "./raw-client.ts";

const secret = randomBytes(32).toString("hex");
/** After the store answers again; the promise of docs/store.md. */
const wholeWithinMs = 2_000;
/** Three calls that are too late, and what a join takes. */
const joinWithinMs = 1_500;

let redis: RedisServer;
let relay: TcpRelay;
const nodes: Node[] = [];
const replicas: Signaling[] = [];
let rooms = 0;

beforeAll(async () => {
  redis = await RedisServer.start("--maxmemory-policy", "noeviction");
  relay = await TcpRelay.to(redis.port);
  const started = await Promise.all(
    ["a", "b"].map((nodeId) => startTestNode({ nodeId, workers: 2, clusterSecret: secret })),
  );
  nodes.push(...started.map(({ node }) => node));
  for (const port of [redis.port, relay.port]) {
    const config = signalingConfigSchema.parse({
      httpPort: 0,
      apiKeys: `key:${secret}`,
      clusterSecret: secret,
      nodes: started.map(({ config: { controlPort } }) => `ws://127.0.0.1:${controlPort}`),
      redisUrl: `redis://127.0.0.1:${port}`,
    });
    replicas.push(await startSignaling(config, { log: testLog }));
  }
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close("test is over")));
  await Promise.all(nodes.map((node) => node.close("shutting_down")));
  await relay[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

async function enter(replica: Signaling, room: string, identity: string) {
  const client = await RawClient.connect(replica.url);
  const grants = { room, identity };
  const token = await mintToken({ key: "key", secret, grants, ttlSeconds: 600, nowMs: Date.now() });
  const startedMs = performance.now();
  const { offer } = await client.join(token);
  return { client, path: offer!.path!, tookMs: performance.now() - startedMs };
}

const heard = <Body extends Event["body"]>(client: RawClient, body: Body, matches: (event: Event) => boolean) =>
  waitUntil(`event ${body}`, () => {
    const found = client.events.find((event) => event.body === body && matches(event));
    return found
      ? ready(found as Extract<Event, { body?: Body }>)
      : notReady(client.events.map((event) => event.body).join(", ") || "no event at all");
  });

async function degraded(replica: Signaling): Promise<boolean> {
  const [health, readiness] = await Promise.all([fetch(`${replica.url}/healthz`), fetch(`${replica.url}/readyz`)]);
  expect(health.status).toBe(200);
  expect(readiness.status).toBe(200);
  return ((await readiness.json()) as { degraded: string[] }).degraded.length > 0;
}
const waitForDegraded = (expected: readonly boolean[]) =>
  waitUntil(`degraded: ${expected.join(", ")}`, async () => {
    const actual = await Promise.all(replicas.map(degraded));
    return actual.join() === expected.join() ? ready(undefined) : notReady(actual.join(", "));
  });

/** As it stands in Redis. */
async function placement(room: string): Promise<{ nodeId: string; epoch: number }> {
  const [nodeId, epoch] = (await redis.cli("hmget", `holdfast:{room:${room}}:placement`, "node", "epoch")).split("\n");
  return { nodeId: nodeId ?? "", epoch: Number(epoch) };
}

const startAgain = async (): Promise<void> => {
  if (!redis.running) await redis.startAgain();
};

interface Fault {
  begin(): Promise<unknown>;
  end(): Promise<unknown>;
  /** Which of the two replicas are without the store meanwhile. */
  away: [boolean, boolean];
}

const faults: Record<string, Fault> = {
  "killed, and back empty": { begin: () => redis.kill(), end: startAgain, away: [true, true] },
  "killed, and back with an old snapshot": { begin: () => redis.kill(), end: startAgain, away: [true, true] },
  "slow beyond all use": {
    // Everybody waits, also who would end it: it ends by itself.
    begin: () => redis.cli("client", "pause", "3000", "all"),
    end: () => redis.cli("ping"),
    away: [true, true],
  },
  "read-only": {
    begin: () => redis.cli("replicaof", "127.0.0.1", "1"),
    end: () => redis.cli("replicaof", "no", "one"),
    away: [true, true],
  },
  full: {
    begin: () => redis.cli("config", "set", "maxmemory", "1"),
    end: () => redis.cli("config", "set", "maxmemory", "0"),
    away: [true, true],
  },
  "cut off from one replica": {
    begin: async () => relay.cut(),
    end: async () => relay.mend(),
    away: [false, true],
  },
};

describe.each(Object.entries(faults))("a Redis that is %s", (name, { begin, end, away }) => {
  it("is missed by nobody", async () => {
    const [one, other] = replicas as [Signaling, Signaling];
    await waitForDegraded([false, false]);
    const old = `old-${++rooms}`;
    const alice = await enter(one, old, "alice");
    await waitUntil("the placement is in Redis", async () => {
      const stored = await placement(old);
      return stored.epoch === 1 ? ready(undefined) : notReady(JSON.stringify(stored));
    });
    if (name.includes("snapshot")) {
      await redis.cli("save");
      const stored = await placement(old);
      await killWorkerOf(old, stored.nodeId, [alice.client], 2);
    }
    const before = await placement(old);
    await using _ = { [Symbol.asyncDispose]: async () => void (await end().catch(() => {})) };
    await begin();

    // People join rooms that are up, over either replica, whether the loss was noticed yet or not.
    const bob = await enter(other, old, "bob");
    expect(bob.path).toMatchObject(before);
    expect(bob.tookMs).toBeLessThan(joinWithinMs);
    await waitForDegraded(away);

    // New rooms open, and two replicas put one room in one place.
    const fresh = `fresh-${++rooms}`;
    const [carol, dave] = [await enter(one, fresh, "carol"), await enter(other, fresh, "dave")];
    expect(dave.path).toMatchObject({ nodeId: carol.path.nodeId, epoch: carol.path.epoch });
    const twin = `twin-${++rooms}`;
    const twins = await Promise.all([enter(one, twin, "x"), enter(other, twin, "y")]);
    if (away[0] && away[1]) expect(twins[1].path.nodeId).toBe(twins[0].path.nodeId);

    // Calls go on: publish, mute, leave.
    const bobsPath = bob.path.id ?? "";
    await bob.client.rpc.request("publish", { pathId: bobsPath, tracks: [audioOffer("bob-mic")] });
    await bob.client.rpc.request("setMuted", { trackId: "bob-mic", muted: true });
    await heard(alice.client, "trackMuted", (event) => event.body === "trackMuted");
    await dave.client.rpc.request("leave", {});
    await heard(carol.client, "participantLeft", (event) => event.body === "participantLeft");

    // Failover happens: everybody in the room is on one node, one epoch up.
    await killWorkerOf(old, before.nodeId, [alice.client, bob.client], before.epoch + 1);

    await end();
    const backAtMs = await storeBack();
    await waitUntil(
      "everything stands in Redis again",
      async () => {
        const [storedOld, storedFresh] = [await placement(old), await placement(fresh)];
        const whole = storedOld.epoch === before.epoch + 1 && storedFresh.nodeId !== "" && storedFresh.epoch >= 1;
        return whole ? ready(undefined) : notReady(JSON.stringify({ storedOld, storedFresh }));
      },
      { timeoutMs: wholeWithinMs, intervalMs: 20 },
    );
    expect(performance.now() - backAtMs).toBeLessThan(wholeWithinMs + 200);
    await waitForDegraded([false, false]);
    const late = await enter(other, old, "late");
    expect(late.path).toMatchObject({ epoch: before.epoch + 1, nodeId: (await placement(old)).nodeId });

    // Also a room that was placed twice, by replicas of which one could not ask.
    await waitUntil("one node has the room that two opened at once", async () => {
      const stored = await placement(twin);
      const holders = nodes.filter((node) => node.rooms.get(twin));
      return holders.length === 1 && holders[0]!.nodeId === stored.nodeId
        ? ready(undefined)
        : notReady(`${JSON.stringify(stored)}, held by ${holders.map(({ nodeId }) => nodeId).join(" and ")}`);
    });
    for (const { client } of [alice, bob, carol, late, ...twins]) client.close();
  });
});

/** When Redis first took something again. */
async function storeBack(): Promise<number> {
  return waitUntil(
    "Redis takes what is written",
    async () => {
      const answer = await redis.cli("set", "test:written", "1").catch(String);
      return answer === "OK" ? ready(performance.now()) : notReady(answer);
    },
    { intervalMs: 10 },
  );
}

/** Kills the worker that carries the room, and waits until the clients have been offered a path at that epoch. */
async function killWorkerOf(room: string, nodeId: string, clients: readonly RawClient[], epoch: number): Promise<void> {
  const { worker } = nodes.find((node) => node.nodeId === nodeId)!.rooms.get(room)!;
  process.kill(worker.pid, "SIGKILL");
  const offers = await Promise.all(
    clients.map((client) =>
      heard(client, "pathOffered", (event) => event.body === "pathOffered" && event.pathOffered.path?.epoch === epoch),
    ),
  );
  expect(new Set(offers.map(({ pathOffered }) => pathOffered?.path?.nodeId)).size).toBe(1);
}
