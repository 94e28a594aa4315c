// A node joins a cluster whose only node is well filled: rooms move over, and come to rest. Two replicas, which know each
// other's sessions only by what the nodes tell, share a Redis.

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { RedisServer } from "../harness/redis-server.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { RawClient } from "./raw-client.ts";

/** The least that the configuration takes. */
const restMs = 10_000;
const capacity = 16;
/** Each in a room of its own, but for two that share one, at different replicas. */
const people = 8;

let redis: RedisServer;
let cluster: Cluster;
const clients: RawClient[] = [];

beforeAll(async () => {
  redis = await RedisServer.start();
  cluster = await startCluster({
    nodes: 1,
    replicas: 2,
    redisUrl: redis.url,
    discovery: true,
    nodeEnv: { HOLDFAST_CAPACITY: String(capacity) },
    // These clients do not ping.
    signalingEnv: { HOLDFAST_REBALANCE_REST_MS: String(restMs), HOLDFAST_CLIENT_IDLE_TIMEOUT_MS: "600000" },
  });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await cluster?.close();
  await redis?.[Symbol.asyncDispose]();
});

interface Listed {
  name: string;
  nodeId: string;
  epoch: number;
}
const rooms = async (): Promise<Listed[]> => {
  const { rooms: listed } = (await (await cluster.api("/v1/rooms")).json()) as { rooms: Listed[] };
  return listed.map(({ name, nodeId, epoch }) => ({ name, nodeId, epoch }));
};
const roomsOn = (listed: readonly Listed[], nodeId: string) => listed.filter((room) => room.nodeId === nodeId).length;

async function enter(room: string, identity: string, replica: number): Promise<void> {
  const client = await RawClient.connect(cluster.replicas[replica]!.url);
  clients.push(client);
  await client.join(await cluster.mint({ room, identity }));
}

it("a node that joins gets rooms from one that is well filled, each once, until they are even", async () => {
  for (let index = 0; index < people - 1; index++) await enter(`room-${index}`, `person-${index}`, index % 2);
  await enter("room-0", "second", 1);
  await cluster.addNode("node-2");
  const even = await waitUntil(
    "half of the people on each",
    async () => {
      const listed = await rooms();
      return roomsOn(listed, "node-2") === people / 2
        ? ready(listed)
        : notReady(`${JSON.stringify(listed)}\n${cluster.logTail()}`);
    },
    { timeoutMs: 60_000 },
  );
  // The larger room did not have to move.
  expect(even.find(({ name }) => name === "room-0")!.nodeId).toBe("node-1");
  await sleep(restMs + 6_000);
  const later = await rooms();
  expect(later).toEqual(even);
  for (const { nodeId, epoch } of later) expect(epoch).toBe(nodeId === "node-2" ? 2 : 1);
  const failovers = await Promise.all(
    cluster.replicas.map(async (replica) => {
      const response = await cluster.api("/v1/failovers", {}, replica);
      return ((await response.json()) as { failovers: { cause: string; toNode: string; outcome: string }[] }).failovers;
    }),
  );
  expect(failovers.flat()).toHaveLength(roomsOn(later, "node-2"));
  for (const failover of failovers.flat())
    expect(failover).toMatchObject({ cause: "rebalanced", toNode: "node-2", outcome: "recovered" });
});
