// Several replicas and nodes as processes of their own, which share a Redis and find each other through it.

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Event } from "../../proto/codec.ts";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import type { ClusterReplica } from "../harness/cluster-replica.ts";
import { RedisServer } from "../harness/redis-server.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { audioOffer } from "../sfu/test-media.ts";
import { RawClient } from "./raw-client.ts";

let redis: RedisServer;
let cluster: Cluster;
let rooms = 0;
const newRoom = () => `room-${++rooms}`;

beforeAll(async () => {
  redis = await RedisServer.start();
  cluster = await startCluster({ nodes: 2, replicas: 2, redisUrl: redis.url, discovery: true });
});
afterAll(async () => {
  await cluster?.close();
  await redis?.[Symbol.asyncDispose]();
});

afterEach(async () => {
  for (const each of cluster.replicas) if (!each.running) await each.restart();
  for (const id of ["node-1", "node-2"]) if (!cluster.node(id).running) await cluster.restartNode(id);
  await cluster.waitUntilReady();
});

const replica = (index: number): ClusterReplica => cluster.replicas[index]!;

async function enter(at: ClusterReplica, room: string, identity: string, over: object = {}) {
  const client = await RawClient.connect(at.url);
  const reply = await client.join(await cluster.mint({ room, identity }), over);
  return { client, reply, path: reply.offer?.path ?? {} };
}

const heard = <Body extends Event["body"]>(
  client: RawClient,
  body: Body,
  matches: (event: Extract<Event, { body?: Body }>) => boolean = () => true,
) =>
  waitUntil(`event ${body}`, () => {
    const found = client.events.find(
      (event) => event.body === body && matches(event as Extract<Event, { body?: Body }>),
    );
    return found
      ? ready(found as Extract<Event, { body?: Body }>)
      : notReady(`${client.events.map((event) => event.body).join(", ") || "no event at all"}\n${cluster.logTail()}`);
  });

const nodesOf = async (at: ClusterReplica): Promise<{ id: string; state: string }[]> => {
  const response = await cluster.api("/v1/nodes", {}, at);
  return ((await response.json()) as { nodes: { id: string; state: string }[] }).nodes;
};

describe("two replicas", () => {
  it("find all nodes, though those announce themselves to one replica and none is configured", async () => {
    for (const each of cluster.replicas)
      expect((await nodesOf(each)).map(({ id, state }) => `${id} ${state}`).toSorted()).toEqual([
        "node-1 live",
        "node-2 live",
      ]);
  });

  it("take a key that was made on one of them, and its tokens, until it is revoked on the other", async () => {
    const made = await cluster.api(
      "/v1/keys",
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "booking", rights: ["tokens"] }),
      },
      replica(0),
    );
    expect(made.status).toBe(201);
    const { id, secret } = (await made.json()) as { id: string; secret: string };
    const room = newRoom();
    const ask = (at: ClusterReplica) =>
      fetch(`${at.url}/v1/rooms/${room}/tokens`, {
        method: "POST",
        headers: { authorization: `Bearer ${id}:${secret}`, "content-type": "application/json" },
        body: JSON.stringify({ identity: "ann" }),
      });
    const token = await waitUntil("the other replica knows the key", async () => {
      const response = await ask(replica(1));
      return response.ok
        ? ready(((await response.json()) as { token: string }).token)
        : notReady(await response.text());
    });
    const join = async (at: ClusterReplica) => (await RawClient.connect(at.url)).join(token);
    for (const each of [0, 1]) expect((await join(replica(each))).offer?.path).toBeTruthy();
    expect(await redis.cli("hget", "holdfast:{keys}:keys", id)).not.toContain(secret);
    expect((await cluster.api(`/v1/keys/${id}`, { method: "DELETE" }, replica(1))).status).toBe(204);
    await waitUntil("the first replica has heard of it", async () => {
      const { status } = await ask(replica(0));
      return status === 401 ? ready(undefined) : notReady(String(status));
    });
    for (const each of [0, 1]) await expect(join(replica(each))).rejects.toMatchObject({ code: "token_invalid" });
  });

  it("serve one room", async () => {
    const room = newRoom();
    const alice = await enter(replica(0), room, "alice");
    const bob = await enter(replica(1), room, "bob");
    expect(bob.path).toMatchObject({ nodeId: alice.path.nodeId, epoch: alice.path.epoch });
    await heard(alice.client, "participantJoined");
    await bob.client.rpc.request("publish", { pathId: bob.path.id ?? "", tracks: [audioOffer("mic")] });
    await heard(alice.client, "consumersAdded");
    for (const { client } of [alice, bob]) client.close();
  });

  it("put a room that both open at once in one place", async () => {
    for (let i = 0; i < 10; i++) {
      const room = newRoom();
      const both = await Promise.all([enter(replica(0), room, "x"), enter(replica(1), room, "y")]);
      expect(both[1].path).toMatchObject({ nodeId: both[0].path.nodeId, epoch: both[0].path.epoch });
      for (const { client } of both) client.close();
    }
  });
});

describe("a replica killed with SIGKILL", () => {
  it("loses no session: they resume on the other one, with what they missed", async () => {
    const room = newRoom();
    const alice = await enter(replica(0), room, "alice");
    const bob = await enter(replica(1), room, "bob");
    await alice.client.rpc.request("publish", { pathId: alice.path.id ?? "", tracks: [audioOffer("mic")] });
    const published = await heard(bob.client, "consumersAdded");
    await replica(1).kill();
    await bob.client.closed;
    await alice.client.rpc.request("setMuted", { trackId: "mic", muted: true });

    const { sessionId } = bob.reply;
    const paths = [{ pathId: bob.path.id, nodeId: bob.path.nodeId, lastSeq: published.seq }];
    const startedMs = performance.now();
    const again = await enter(replica(0), room, "bob", { resume: { sessionId, paths } });
    expect(performance.now() - startedMs).toBeLessThan(500);
    expect(again.reply).toMatchObject({ resumed: true, sessionId, paths: [{ pathId: bob.path.id }] });
    const missed = await heard(again.client, "trackMuted");
    expect(missed.trackMuted).toMatchObject({ trackId: "mic", muted: true });
    const seqs = again.client.events.filter(({ pathId }) => pathId === bob.path.id).map(({ seq }) => seq ?? 0);
    expect(seqs).toEqual(seqs.map((_, index) => (published.seq ?? 0) + 1 + index));
    expect(alice.client.events.map(({ body }) => body)).not.toContain("participantLeft");

    await replica(1).restart();
    await cluster.waitUntilReady();
    const carol = await enter(replica(1), room, "carol");
    expect(carol.path).toMatchObject({ nodeId: alice.path.nodeId, epoch: alice.path.epoch });
    for (const { client } of [alice, again, carol]) client.close();
  });
});

describe("a node killed with SIGKILL", () => {
  it("is replaced by both replicas alike: its rooms end on one placement each", async () => {
    const calls = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const room = newRoom();
        return { room, pair: [await enter(replica(0), room, "x"), await enter(replica(1), room, "y")] };
      }),
    );
    const [{ pair }] = calls as [(typeof calls)[0]];
    const lostId = pair[0]!.path.nodeId ?? "";
    await cluster.node(lostId).kill();
    for (const { pair: both } of calls.filter((call) => call.pair[0]!.path.nodeId === lostId)) {
      const offers = await Promise.all(both.map(({ client }) => heard(client, "pathOffered")));
      const [one, other] = offers.map(({ pathOffered }) => pathOffered!.path!);
      expect(other).toMatchObject({ nodeId: one!.nodeId, epoch: one!.epoch });
      expect(one!.epoch).toBe((both[0]!.path.epoch ?? 0) + 1);
    }
    for (const { pair: both } of calls) for (const { client } of both) client.close();
  });

  it("and what clients said ahead that they will send is there before they say it again, once", async () => {
    const room = newRoom();
    const [alice, bob] = [await enter(replica(0), room, "alice"), await enter(replica(1), room, "bob")];
    await alice.client.rpc.request("prepare", { tracks: [audioOffer("ahead")] });
    const too = { tracks: [{ ...audioOffer("ahead"), track: { id: "ahead", kind: 1, name: "x".repeat(20_000) } }] };
    await expect(bob.client.rpc.request("prepare", too)).rejects.toMatchObject({ code: "bad_request" });

    const lostId = alice.path.nodeId ?? "";
    await cluster.node(lostId).kill();
    const { pathOffered } = await heard(bob.client, "pathOffered");
    const received = pathOffered?.consumers?.length
      ? pathOffered.consumers
      : (await heard(bob.client, "consumersAdded")).consumersAdded?.consumers;
    expect(received?.map(({ trackId }) => trackId)).toEqual(["ahead"]);
    await cluster.restartNode(lostId);
    await cluster.waitForLiveNodes(["node-1", "node-2"]);

    bob.client.events.length = 0;
    await cluster.node(pathOffered?.path?.nodeId ?? "").kill();
    const again = await heard(bob.client, "pathOffered");
    expect(again.pathOffered?.consumers).toEqual([]);
    expect(bob.client.events.filter(({ body }) => body === "consumersAdded")).toEqual([]);
    await cluster.restartNode(pathOffered?.path?.nodeId ?? "");
    for (const { client } of [alice, bob]) client.close();
  });

  it("is replaced by the standby, for the clients of both replicas", async () => {
    const room = newRoom();
    const hot = { redundancy: 1 };
    const [alice, bob] = [await enter(replica(0), room, "alice", hot), await enter(replica(1), room, "bob", hot)];
    for (const { client } of [alice, bob])
      await heard(client, "pathOffered", ({ pathOffered }) => pathOffered?.role === 1);
    await cluster.node(alice.path.nodeId ?? "").kill();
    const promotions = await Promise.all([alice, bob].map(({ client }) => heard(client, "pathPromoted")));
    expect(promotions.map(({ pathPromoted }) => pathPromoted?.epoch)).toEqual([2, 2]);
    await bob.client.rpc.request("publish", {
      pathId: promotions[1]!.pathPromoted?.pathId ?? "",
      tracks: [audioOffer("mic")],
    });
    await heard(alice.client, "consumersAdded");
    for (const { client } of [alice, bob]) {
      // Promoted once, and never thrown back to a cold failover by the replica that came second.
      const path = client.events.flatMap(({ body }) => (/recovering|pathPromoted/.test(body ?? "") ? [body] : []));
      expect(path).toEqual(["recovering", "pathPromoted"]);
      client.close();
    }
  });
});

describe("nodes that come and go", () => {
  it("are found by all replicas, and forgotten when they are gone for good", async () => {
    const node = await cluster.addNode("node-3");
    await cluster.waitForLiveNodes(["node-1", "node-2", "node-3"]);
    await node.kill();
    await waitUntil(
      "nobody lists it",
      async () => {
        const lists = await Promise.all(cluster.replicas.map(nodesOf));
        return lists.every((nodes) => nodes.every(({ id }) => id !== "node-3"))
          ? ready(undefined)
          : notReady(JSON.stringify(lists));
      },
      { timeoutMs: 20_000 },
    );
  });

  it("cannot take the id of another one", async () => {
    const twin = await cluster.nodes[0]!.another("node-1");
    try {
      await waitUntil("it is told so", () =>
        twin.log().some((line) => line.includes("Two nodes have one id")) ? ready(undefined) : notReady(twin.logTail()),
      );
      const alice = await enter(replica(1), newRoom(), "alice");
      alice.client.close();
      await cluster.waitForLiveNodes(["node-1", "node-2"]);
    } finally {
      await twin.stop();
    }
  });
});
