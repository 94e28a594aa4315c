// What a cluster must not be harmed by: strangers and liars among its own, and what somebody wrote into its Redis. Each
// gets a documented error, its like is one line in a log, and the call that is up all the while notices nothing.

import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { proveAnnouncement, type ProvedAnnouncement } from "../../base/announcement.ts";
import { clusterProtocolVersion, clusterSubprotocol, nodeFrames, replicaFrames } from "../../proto/cluster-codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { roomDigest, sumDigests } from "../../proto/rooms-digest.ts";
import { startAnnouncing } from "../../sfu/announcer.ts";
import { ControlServer } from "../../sfu/control/control-server.ts";
import { ReplicaHub } from "../../sfu/control/replica-hub.ts";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { RedisServer } from "../harness/redis-server.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { audioOffer } from "../sfu/test-media.ts";
import { testLog } from "../sfu/test-node.ts";
import { TestReplica } from "../sfu/test-replica.ts";
import { RawClient } from "./raw-client.ts";

let redis: RedisServer;
let cluster: Cluster;
let alice: RawClient;
let bob: RawClient;
let rooms = 0;
const newRoom = () => `room-${++rooms}`;

beforeAll(async () => {
  redis = await RedisServer.start();
  cluster = await startCluster({
    nodes: 2,
    redisUrl: redis.url,
    discovery: true,
    // These clients do not ping.
    signalingEnv: { HOLDFAST_CLIENT_IDLE_TIMEOUT_MS: "600000" },
  });
  const first = await enter("call", "alice");
  alice = first.client;
  bob = (await enter("call", "bob")).client;
  await alice.rpc.request("publish", { pathId: first.pathId, tracks: [audioOffer("mic")] });
});
afterAll(async () => {
  for (const client of [alice, bob]) client?.close();
  await cluster?.close();
  await redis?.[Symbol.asyncDispose]();
});

let muted = false;
/** What alice does is still heard by bob, and neither was ever moved or told of trouble. */
afterEach(async () => {
  muted = !muted;
  await alice.rpc.request("setMuted", { trackId: "mic", muted });
  await waitUntil("bob hears of it", () => {
    const told = bob.events.findLast(({ body }) => body === "trackMuted");
    return told?.trackMuted?.muted === muted ? ready(undefined) : notReady(cluster.logTail());
  });
  const trouble = [...alice.events, ...bob.events].filter(({ body }) =>
    /recovering|pathOffered|Closed|Left/.test(body ?? ""),
  );
  expect(trouble).toEqual([]);
});

async function enter(room: string, identity: string) {
  const client = await RawClient.connect(cluster.url);
  const { offer } = await client.join(await cluster.mint({ room, identity }));
  return { client, pathId: offer?.path?.id ?? "", nodeId: offer?.path?.nodeId ?? "", epoch: offer?.path?.epoch ?? 0 };
}

const controlPortOf = (id: string): number => Number(new URL(cluster.node(id).directControlUrl).port);

/** Lines with these words that have been added to the log since. */
function newLines(log: () => readonly string[], ...words: string[]): () => string[] {
  const before = log().length;
  return () =>
    log()
      .slice(before)
      .filter((line) => words.every((word) => line.includes(word)));
}
const oneLine = async (lines: () => string[]): Promise<void> => {
  await waitUntil("a line in the log", () => (lines().length > 0 ? ready(undefined) : notReady(cluster.logTail())));
  await sleep(1_500); // time for more of them
  expect(lines()).toHaveLength(1);
};

const post = async (path: string, body?: object) => {
  const json =
    body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await cluster.api(path, { method: "POST", ...json });
  return { status: response.status, ...((await response.json()) as { code?: string; detail?: string }) };
};
const nodeViews = async () => {
  const response = await cluster.api("/v1/nodes");
  expect(response.status).toBe(200);
  return ((await response.json()) as { nodes: { id: string; url: string; state: string; load: number }[] }).nodes;
};

/** What speaks to the control port of a node, on a WebSocket server of its own. */
const startImpostor = (nodeId: string, onHello: (reply: (frame: Uint8Array) => void, id: number) => void) =>
  startServer((ws) => {
    const challenge = { nodeNonce: randomBytes(32), protocol: clusterProtocolVersion, nodeId };
    ws.send(nodeFrames.encode({ kind: "event", event: { body: "challenge", challenge } }));
    ws.on("message", (bytes: Buffer) => {
      const frame = replicaFrames.decode(bytes);
      if (frame.kind === "request") onHello((reply) => ws.send(reply), frame.request.id ?? 0);
    });
  });

/** Passes everything on between who dials it and the node, and counts the replica's messages. */
async function startRelay(nodeId: string) {
  let fromReplica = 0;
  const server = await startServer((ws) => {
    const node = new WebSocket(`ws://127.0.0.1:${controlPortOf(nodeId)}`, clusterSubprotocol);
    node.on("error", () => {});
    node.on("message", (bytes: Buffer) => ws.send(bytes));
    node.on("close", () => ws.close());
    ws.on("message", (bytes: Buffer) => {
      fromReplica++;
      node.send(bytes);
    });
    ws.on("close", () => node.close());
  });
  return Object.assign(server, { passedOn: () => fromReplica });
}

async function startServer(onConnection: (ws: WebSocket) => void) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (ws) => {
    ws.on("error", () => {});
    onConnection(ws);
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `ws://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const ws of server.clients) ws.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const about = (nodeId: string, url: string) => ({ nodeId, bootId: "boot", url, sentAtMs: Date.now() });
/** As who can write to Redis does it; for four seconds. */
async function lease({ nodeId, ...written }: ProvedAnnouncement): Promise<void> {
  await redis.cli("hset", "holdfast:{nodes}:leases", nodeId, JSON.stringify(written));
  await redis.cli("zadd", "holdfast:{nodes}:ends", String(Date.now() + 4_000), nodeId);
}

describe("a stranger", () => {
  it("with another secret commands no node", async () => {
    const lines = newLines(() => cluster.node("node-1").log(), "control connection refused", "cluster_auth_failed");
    const stranger = await TestReplica.dial(controlPortOf("node-1"));
    await expect(stranger.hello("not the cluster's secret at all")).rejects.toMatchObject({
      code: "cluster_auth_failed",
    });
    expect(await stranger.closed).toBe(4401);
    await oneLine(lines);
  });

  it("who has overheard a handshake, or mixes its order up, commands no node either", async () => {
    const port = controlPortOf("node-1");
    const overheard = await TestReplica.dial(port, "re_overheard");
    const { hello } = await overheard.hello(cluster.clusterSecret);
    const lines = newLines(() => cluster.node("node-1").log(), "control connection refused");
    const replayed = await TestReplica.dial(port, "re_overheard");
    await expect(replayed.caller.request("hello", hello)).rejects.toMatchObject({ code: "cluster_auth_failed" });
    await oneLine(lines);
    // Said twice, it changes nothing; a request before it ends the connection.
    await expect(overheard.hello(cluster.clusterSecret)).rejects.toMatchObject({ code: "already_joined" });
    await expect(overheard.caller.request("describeRoom", { room: "none" })).rejects.toMatchObject({
      code: "not_found",
    });
    const early = await TestReplica.dial(port);
    const before = early.caller.request("closeRoom", { room: "call", epoch: 99, reason: "room_closed" });
    await expect(before).rejects.toMatchObject({ code: "connection_closed" });
    expect(await early.closed).toBe(4409);
    await overheard.close();
  });

  it("is not dialled, though Redis names it", async () => {
    const lines = newLines(() => cluster.replica.log(), "nobody with the cluster secret announced", "node-9");
    await using relay = await startRelay("node-1");
    const forged = proveAnnouncement("another secret of another cluster", about("node-9", relay.url));
    await lease(forged);
    await oneLine(lines);
    expect(relay.passedOn()).toBe(0);
    expect((await nodeViews()).map(({ url }) => url)).not.toContain(relay.url);
  });

  it("does not pose as a node where one announced itself earlier", async () => {
    const lines = newLines(() => cluster.replica.log(), "node refused", "does not know the cluster secret");
    await using impostor = await startImpostor("node-9", (reply, id) =>
      reply(
        nodeFrames.encode({
          kind: "reply",
          reply: { id, body: "hello", hello: { nodeId: "node-9", proof: randomBytes(32) } },
        }),
      ),
    );
    await lease(proveAnnouncement(cluster.clusterSecret, about("node-9", impostor.url)));
    await oneLine(lines);
    expect((await nodeViews()).map(({ id }) => id)).not.toContain("node-9");
    for (let index = 0; index < 4; index++) {
      const { client, nodeId } = await enter(newRoom(), "ann");
      expect(["node-1", "node-2"]).toContain(nodeId);
      client.close();
    }
  });

  it("who passes on what another node says gets no proof of the replica's", async () => {
    const lines = newLines(() => cluster.replica.log(), "node refused", "node-1 answers where node-7 announced itself");
    await using relay = await startRelay("node-1");
    await lease(proveAnnouncement(cluster.clusterSecret, about("node-7", relay.url)));
    await oneLine(lines);
    expect(relay.passedOn()).toBe(0);
  });

  it("who passes a handshake on, at an address that the node once had, commands nothing", async () => {
    const lines = newLines(() => cluster.node("node-1").log(), "control connection refused", "is not this node's");
    const lost = newLines(() => cluster.node("node-1").log(), "replica disconnected");
    await using relay = await startRelay("node-1");
    const old = proveAnnouncement(cluster.clusterSecret, about("node-1", relay.url));
    // The node's own lease is renewed meanwhile, and overwrites it.
    await waitUntil("the node refuses it", async () => {
      await lease(old);
      return lines().length > 0 ? ready(undefined) : notReady(cluster.logTail());
    });
    expect(lost()).toEqual([]);
    expect((await nodeViews()).find(({ id }) => id === "node-1")?.url).not.toBe(relay.url);
  });

  it("with another secret is not announced", async () => {
    const lines: string[] = [];
    const log = { warn: (fields: { why: string }) => lines.push(fields.why), info: () => {} };
    const stop = startAnnouncing({
      signalingUrls: [cluster.url],
      nodeId: "node-8",
      bootId: "boot",
      url: "ws://127.0.0.1:1",
      clusterSecret: "another secret of another cluster",
      log: log as never,
    });
    await oneLine(() => lines);
    stop();
    expect(lines).toEqual([expect.stringContaining("HOLDFAST_CLUSTER_SECRET")]);
    expect((await nodeViews()).map(({ url }) => url)).not.toContain("ws://127.0.0.1:1");
  });
});

describe("a node", () => {
  it("whose clock is a minute ahead is one like any other", async () => {
    const ahead = "const now = Date.now; Date.now = () => now() + 60_000;";
    const node = await cluster.addNode("node-ahead", {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(ahead)}`,
    });
    await cluster.waitForLiveNodes(["node-1", "node-2", "node-ahead"]);
    const others = ["node-1", "node-2"];
    for (const id of others) expect(await post(`/v1/nodes/${id}/cordon`)).toMatchObject({ status: 200 });
    const { client, nodeId } = await enter(newRoom(), "ann");
    expect(nodeId).toBe("node-ahead");
    for (const id of others) await post(`/v1/nodes/${id}/uncordon`);
    await node.kill();
    await waitUntil("ann is offered a path elsewhere", () =>
      client.events.some(({ pathOffered }) => others.includes(pathOffered?.path?.nodeId ?? ""))
        ? ready(undefined)
        : notReady(cluster.logTail()),
    );
    client.close();
  });

  it("that lies about its load is told of once, and whom it refuses is placed elsewhere", async () => {
    const lines = newLines(() => cluster.replica.log(), "load that cannot be", "node-liar");
    await using liar = await startLiar("node-liar");
    await cluster.waitForLiveNodes(["node-1", "node-2", "node-liar"]);
    await oneLine(lines);
    const seen = (await nodeViews()).find(({ id }) => id === "node-liar");
    expect(seen?.load).toBeGreaterThanOrEqual(0);
    // It says that it has nothing to do, and is tried first by many.
    liar.tell({ sessions: 0, capacity: 4_000_000_000, workers: [{ alive: true, cpu: 0 }] });
    await waitUntil("it is believed", async () => {
      const told = (await nodeViews()).find(({ id }) => id === "node-liar");
      return told?.load === 0 ? ready(undefined) : notReady(JSON.stringify(told));
    });
    // Of two nodes taken at random, the idle one is tried: so is this one, at some of many joins.
    for (let index = 0; index < 40 && liar.refused < 3; index++) {
      const { client, nodeId } = await enter(newRoom(), "ann");
      expect(["node-1", "node-2"]).toContain(nodeId);
      client.close();
    }
    expect(liar.refused).toBeGreaterThan(0);
  });
});

describe("a node with the secret", () => {
  it("that claims an epoch which cannot be is not believed: the room is placed, and counted up, as before", async () => {
    const room = newRoom();
    const lines = newLines(() => cluster.replica.log(), "claims an epoch that cannot be", "node-claims");
    await using liar = await startLiar("node-claims");
    await cluster.waitForLiveNodes(["node-1", "node-2", "node-claims"]);
    const claims = [2 ** 32 - 1, 2 ** 31, 1_000_001].map((epoch, index) => ({ room: index ? newRoom() : room, epoch }));
    liar.open(claims);
    await oneLine(lines);
    for (const { room: claimed } of claims) {
      const { client, epoch } = await enter(claimed, "ann");
      expect(epoch).toBeLessThan(10);
      client.close();
    }
    const { rooms: listed } = (await (await cluster.api("/v1/rooms")).json()) as { rooms: { name: string }[] };
    expect(listed.filter(({ name }) => claims.some((claim) => claim.room === name))).toHaveLength(claims.length);
  });

  it("that claims more rooms than a node can hold is not used", async () => {
    const lines = newLines(() => cluster.replica.log(), "node claims too many rooms", "node-many");
    await using liar = await startLiar("node-many");
    await cluster.waitForLiveNodes(["node-1", "node-2", "node-many"]);
    for (let first = 0; first < 300_000; first += 1_000)
      liar.open(Array.from({ length: 1_000 }, (_, index) => ({ room: `many-${first + index}`, epoch: 1 })));
    await oneLine(lines);
    const before = performance.now();
    const { client } = await enter(newRoom(), "ann");
    expect(performance.now() - before).toBeLessThan(3_000);
    client.close();
  });

  it("and labels that cannot be is told of once, and not used", async () => {
    const lines = newLines(() => cluster.replica.log(), "node refused", "has a label whose name is not");
    await using _liar = await startLiar("node-mislabelled", { "not a name": "1" });
    await oneLine(lines);
    expect((await nodeViews()).map(({ id }) => id)).not.toContain("node-mislabelled");
  });
});

describe("a placement in Redis", () => {
  it("on a node that is gone, or that never was, is replaced, one epoch up", async () => {
    const room = newRoom();
    await redis.cli("hset", `holdfast:{room:${room}}:placement`, "epoch", "7", "node", "node-gone", "standby", "");
    const { client, nodeId, epoch } = await enter(room, "ann");
    expect(["node-1", "node-2"]).toContain(nodeId);
    expect(epoch).toBe(8);
    client.close();
  });

  it("that is none is told of once, and replaced", async () => {
    const room = newRoom();
    const lines = newLines(() => cluster.replica.log(), "somebody else's record", room);
    await redis.cli("set", `holdfast:{room:${room}}:placement`, "not a placement");
    const { client } = await enter(room, "ann");
    await oneLine(lines);
    expect(await redis.cli("hget", `holdfast:{room:${room}}:placement`, "epoch")).toBe("1");
    client.close();
  });
});

describe("the HTTP API", () => {
  it("drains neither a node that it does not know nor the only one", async () => {
    const lines = newLines(() => cluster.replica.log(), '"event":"audit"', "/drain");
    expect(await post("/v1/nodes/node-unknown/drain")).toMatchObject({ status: 404, code: "not_found" });
    await oneLine(lines);
    expect(JSON.parse(lines()[0]!)).toMatchObject({ outcome: "not_found", status: 404 });
    await post("/v1/nodes/node-2/cordon");
    const only = newLines(() => cluster.replica.log(), '"event":"audit"', "no_other_node");
    expect(await post("/v1/nodes/node-1/drain")).toMatchObject({ status: 409, code: "no_other_node" });
    await oneLine(only);
    await post("/v1/nodes/node-2/uncordon");
    expect(await post("/v1/nodes/node-1/drain", { timeout: 1 })).toMatchObject({ status: 400, code: "bad_request" });
    expect((await cluster.api("/v1/rooms?limit=-1")).status).toBe(400);
  });
});

/** The real control server of a node that has the secret, and tells what it likes. */
async function startLiar(nodeId: string, labels: Record<string, string> = {}) {
  let load: object = { sessions: 1, capacity: 2, bitrateInBps: NaN, workers: [{ alive: true, cpu: NaN }, { cpu: -7 }] };
  let refused = 0;
  let held = 0;
  const hub = new ReplicaHub({ log: testLog, graceMs: 1_000, onOrphaned: () => {} });
  const refuse = () => Promise.reject(new HoldfastError("unknown_request"));
  const handlers = {
    hello: refuse,
    detach: async () => ({}),
    session: refuse,
    closeRoom: refuse,
    describeRoom: refuse,
    promoteRoom: refuse,
    adopt: refuse,
    releasePaths: refuse,
    setServing: refuse,
    manageParticipant: refuse,
    attach: () => {
      refused++;
      return Promise.reject(new HoldfastError("limit_sessions"));
    },
  };
  const secret = cluster.clusterSecret;
  const facts = { nodeId, bootId: "boot", capacity: 2, labels, rooms: () => [], serving: () => ({}) };
  const link = { ...facts, secret, handlers, hub, log: testLog };
  const server = await ControlServer.create({ host: "127.0.0.1", port: 0, log: testLog, link });
  let seq = 0;
  const timer = setInterval(() => {
    const heartbeat = { seq: ++seq, sentAtMs: Date.now(), load, roomsDigest: held };
    hub.broadcast({ body: "heartbeat", heartbeat });
  }, 250);
  const stop = startAnnouncing({
    signalingUrls: [cluster.url],
    nodeId,
    bootId: facts.bootId,
    url: server.url,
    clusterSecret: secret,
    log: testLog,
  });
  return {
    get refused() {
      return refused;
    },
    tell: (other: object) => void (load = other),
    /** Claims to hold them. */
    open: (opened: { room: string; epoch: number }[]) => {
      for (const { room, epoch } of opened) held = sumDigests(held, roomDigest({ room, epoch }));
      hub.broadcast({ body: "roomsChanged", roomsChanged: { opened } });
    },
    async [Symbol.asyncDispose]() {
      stop();
      clearInterval(timer);
      await server.close("shutting_down");
      hub.close();
    },
  };
}
