// A room that asks for a node's labels never goes to one without them: when it opens, stands by, fails over, is drained,
// also with the store away, and also when another replica has taken its people over.

import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { RedisServer } from "../harness/redis-server.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { RawClient } from "./raw-client.ts";

let redis: RedisServer;
let cluster: Cluster;
const gold = ["node-2", "node-3"];

beforeAll(async () => {
  redis = await RedisServer.start();
  cluster = await startCluster({
    nodes: 3,
    replicas: 2,
    labels: ["", "tier=gold", "tier=gold"],
    redisUrl: redis.url,
    // These clients do not ping.
    signalingEnv: { HOLDFAST_CLIENT_IDLE_TIMEOUT_MS: "600000" },
  });
});
afterAll(async () => {
  await cluster?.close();
  await redis?.[Symbol.asyncDispose]();
});

const post = async (path: string, body: object) => {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await cluster.api(path, init);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Record<string, unknown>;
};

async function enter(room: string, identity: string, over: object = {}, replica = cluster.replica) {
  const client = await RawClient.connect(replica.url);
  const reply = await client.join(await cluster.mint({ room, identity }), over);
  return { client, reply, nodeId: reply.offer?.path?.nodeId ?? "" };
}

/** The newest path of this role that the client was offered, unless it is on that node. */
const offered = (client: RawClient, role: number, notOn = "") =>
  waitUntil(`a path of role ${role} that is not on ${notOn || "any"}`, () => {
    const offers = client.events.flatMap(({ pathOffered }) => (pathOffered?.role === role ? [pathOffered] : []));
    const nodeId = offers.at(-1)?.path?.nodeId ?? "";
    return nodeId !== "" && nodeId !== notOn ? ready(nodeId) : notReady(`${nodeId}\n${cluster.logTail()}`);
  });

it("opens, stands by, fails over and moves among the nodes with the label", async () => {
  for (let index = 0; index < 8; index++) {
    await post("/v1/rooms", { name: `gold-${index}`, nodeLabels: { tier: "gold" } });
    const { client, nodeId } = await enter(`gold-${index}`, "ann");
    expect(gold).toContain(nodeId);
    client.close();
  }
  const listed = (await (await cluster.api("/v1/nodes")).json()) as { nodes: { id: string; labels: object }[] };
  expect(Object.fromEntries(listed.nodes.map(({ id, labels }) => [id, labels]))).toEqual({
    "node-1": {},
    "node-2": { tier: "gold" },
    "node-3": { tier: "gold" },
  });

  await post("/v1/rooms", { name: "call", nodeLabels: { tier: "gold" }, redundancy: "hot" });
  const { client, nodeId, reply } = await enter("call", "ann");
  const other = gold.find((id) => id !== nodeId)!;
  expect(await offered(client, 1)).toBe(other);

  // Her replica dies: the one that takes her over has never placed this room.
  const { sessionId, offer } = reply;
  await cluster.replicas[0]!.kill();
  await client.closed;
  const paths = [{ pathId: offer?.path?.id, nodeId, lastSeq: 0 }];
  const again = await enter("call", "ann", { resume: { sessionId, paths } }, cluster.replicas[1]);
  expect(again.reply.resumed).toBe(true);
  await cluster.replicas[0]!.restart();
  await post(`/v1/nodes/${nodeId}/drain`, {});
  expect(await offered(again.client, 0, nodeId)).toBe(other);
  again.client.close();
  await post(`/v1/nodes/${nodeId}/uncordon`, {});
});

it("is refused when no such node takes rooms, and opens as soon as one does", async () => {
  for (const id of gold) await post(`/v1/nodes/${id}/cordon`, {});
  await post("/v1/rooms", { name: "waits", nodeLabels: { tier: "gold" } });
  await expect(enter("waits", "ann")).rejects.toMatchObject({
    code: "no_matching_node",
    kind: { retryable: true },
    message: expect.stringMatching(/start one with these HOLDFAST_LABELS.*\(tier=gold\)/),
  });
  const anywhere = await enter("anywhere", "ann");
  expect(anywhere.nodeId).toBe("node-1");
  anywhere.client.close();
  for (const id of gold) await post(`/v1/nodes/${id}/uncordon`, {});
  const { client, nodeId } = await enter("waits", "ann");
  expect(gold).toContain(nodeId);
  client.close();
});

it("goes by labels while the store is away, and after the death of a node", async () => {
  const names = Array.from({ length: 6 }, (_, index) => `away-${index}`);
  for (const name of names) {
    await post("/v1/rooms", { name, nodeLabels: { tier: "gold" } });
  }
  await redis.kill();
  await waitUntil("the replica knows that the store is away", async () => {
    const { degraded } = (await (await fetch(`${cluster.url}/readyz`)).json()) as { degraded: string[] };
    return degraded.length > 0 ? ready(undefined) : notReady("it does not say so");
  });
  const calls = await Promise.all(names.map((name) => enter(name, "ann")));
  for (const { nodeId } of calls) expect(gold).toContain(nodeId);
  await cluster.node("node-2").kill();
  for (const { client, nodeId } of calls) if (nodeId === "node-2") expect(await offered(client, 0)).toBe("node-3");
  for (const { client } of calls) client.close();
  await redis.startAgain();
});
