// What every store does, held against the embedded one and against a real Redis behind its guard.

import { readFileSync } from "node:fs";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { defaultRoomSettings } from "../../signaling/room-settings.ts";
import { GuardedStore } from "../../signaling/store/guarded-store.ts";
import { MemoryStore } from "../../signaling/store/memory-store.ts";
import { RedisStore } from "../../signaling/store/redis-store.ts";
import { parseRedisUrl, type RedisTarget } from "../../signaling/store/redis-url.ts";
import type { NodeLease, Store, StoreHint } from "../../signaling/store/store.ts";
import { CertificateAuthority } from "../harness/certificates.ts";
import { formCluster, RedisServer } from "../harness/redis-server.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { testLog } from "../sfu/test-node.ts";

const a = "a" as NodeId;
const b = "b" as NodeId;
let rooms = 0;
const newRoom = () => `room-${++rooms}` as RoomName;
/** Stores do not look at proofs. */
const leaseOf = (nodeId: NodeId, url: string): NodeLease => ({
  nodeId,
  bootId: "boot",
  url,
  sentAtMs: 1,
  proof: "proof",
});

function targetOf(url: string): RedisTarget {
  const result = parseRedisUrl(url);
  if ("problem" in result) throw new Error(result.problem);
  return result.target.tls
    ? { ...result.target, certificates: { ca: readFileSync(authority.file, "utf8") } }
    : result.target;
}

let redis: RedisServer;
let clusterServer: RedisServer;
let sentinel: RedisServer;
let tlsServer: RedisServer;
let tlsSentinel: RedisServer;
let tlsCluster: RedisServer[];
let authority: CertificateAuthority;
const opened: Store[] = [];
/** What the store does is judged here, not how fast this machine is just now. */
const patient = { waitMs: 20_000, callMs: 10_000 };
const open = async (url: string) => {
  const store = await GuardedStore.create(new RedisStore(targetOf(url), testLog), testLog, patient);
  opened.push(store);
  return store;
};
/** With the rights of docs/store.md. */
const rights = ["~holdfast:*", "&holdfast:*", "+@all", "-@admin", "-@dangerous", "+info", "+cluster"];
const aclUser = ["--user", "holdfast", "on", ">s3cret:/@", ...rights];
const asAclUser = (url: string) => url.replace("://", "://holdfast:s3cret%3A%2F%40@");

beforeAll(async () => {
  [redis, clusterServer] = await Promise.all([
    RedisServer.start(...aclUser),
    RedisServer.start("--cluster-enabled", "yes"),
  ]);
  authority = await CertificateAuthority.create();
  const files = await authority.issue("IP:127.0.0.1");
  [tlsServer, ...tlsCluster] = await Promise.all([
    RedisServer.startTls(files, ...aclUser),
    RedisServer.startTls(files, ...aclUser, "--cluster-enabled", "yes"),
    RedisServer.startTls(files, ...aclUser, "--cluster-enabled", "yes"),
  ]);
  [sentinel, tlsSentinel] = await Promise.all([
    RedisServer.sentinel(redis.port),
    RedisServer.sentinel(tlsServer.port, files),
    formCluster(clusterServer),
    formCluster(...tlsCluster),
  ]);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await Promise.all([redis, clusterServer, tlsServer, ...tlsCluster].map((server) => server.cli("flushall")));
});
afterAll(() => {
  const servers = [redis, clusterServer, sentinel, tlsServer, tlsSentinel, ...tlsCluster];
  return Promise.all([...servers, authority].map((each) => each[Symbol.asyncDispose]()));
});

describe.each<[string, () => Promise<Store>]>([
  ["MemoryStore", async () => new MemoryStore({ nowMs: () => performance.now() })],
  ["RedisStore", () => open(redis.url)],
  ["RedisStore as an ACL user", () => open(asAclUser(redis.url))],
  ["RedisStore over TLS as an ACL user", () => open(asAclUser(tlsServer.url))],
  ["RedisStore behind Sentinel", () => open(sentinel.urlOfMaster)],
  ["RedisStore behind Sentinel over TLS as an ACL user", () => open(asAclUser(tlsSentinel.urlOfMaster))],
  ["RedisStore on a Redis Cluster", () => open(clusterServer.urlOfCluster)],
  ["RedisStore on a Redis Cluster of two over TLS as an ACL user", () => open(asAclUser(tlsCluster[0]!.urlOfCluster))],
])("%s", (_, create) => {
  it("has no placement of a room that nobody placed", async () => {
    const store = await create();
    expect(store.up).toBe(true);
    await expect(store.getPlacement(newRoom())).resolves.toBeUndefined();
  });

  it("keeps API keys: the first with an id stays, but for its revocation", async () => {
    const store = await create();
    const key = { id: "k", name: "", rights: ["rooms" as const], createdAtMs: 1, sealed: "AAAA" };
    await store.addKey(key);
    await store.addKey({ ...key, rights: ["admin"] });
    await expect(store.listKeys()).resolves.toEqual([key]);
    await store.revokeKey({ id: "k", revokedAtMs: 2 });
    await store.addKey(key);
    await expect(store.listKeys()).resolves.toEqual([{ id: "k", revokedAtMs: 2 }]);
    await store.forgetKey("k");
    await expect(store.listKeys()).resolves.toEqual([]);
  });

  it("swaps a placement only when it is as expected", async () => {
    const store = await create();
    const room = newRoom();
    const first = { nodeId: a, epoch: 2 };
    await expect(store.swapPlacement(room, undefined, first)).resolves.toEqual(first);
    await expect(store.swapPlacement(room, undefined, { nodeId: b, epoch: 3 })).resolves.toMatchObject(first);
    const second = { nodeId: a, epoch: 2, standby: b };
    await expect(store.swapPlacement(room, first, second)).resolves.toEqual(second);
    await expect(store.swapPlacement(room, first, { nodeId: b, epoch: 3 })).resolves.toMatchObject(second);
    await expect(store.getPlacement(room)).resolves.toMatchObject(second);
  });

  it("never lets an epoch go down, not even that of a room that was let go", async () => {
    const store = await create();
    const room = newRoom();
    const first = { nodeId: a, epoch: 12 };
    await store.swapPlacement(room, undefined, first);
    await expect(store.swapPlacement(room, first, { nodeId: b, epoch: 9 })).resolves.toMatchObject(first);
    const released = { nodeId: undefined, epoch: 12 };
    await store.swapPlacement(room, first, released);
    await expect(store.getPlacement(room)).resolves.toEqual(released);
    await expect(store.swapPlacement(room, released, { nodeId: b, epoch: 11 })).resolves.toMatchObject(released);
    await expect(store.swapPlacement(room, released, { nodeId: b, epoch: 13 })).resolves.toMatchObject({ epoch: 13 });
  });

  it("brings back many placements at once, each only where there is nothing, and tells nobody", async () => {
    const store = await create();
    const names = Array.from({ length: 250 }, newRoom);
    const kept = [names[7]!, { nodeId: b, epoch: 9, standby: a }] as const;
    const released = [names[120]!, { nodeId: undefined, epoch: 4 }] as const;
    for (const [room, placement] of [kept, released]) await store.swapPlacement(room, undefined, placement);
    const hints: StoreHint[] = [];
    store.watch((hint) => hints.push(hint));
    const wanted = names.map((room, index) => [room, { nodeId: a, epoch: index + 1 }] as const);
    const expected = wanted.map((each) => (each[0] === kept[0] ? kept : each[0] === released[0] ? released : each)[1]);
    await expect(store.restorePlacements(wanted)).resolves.toEqual(expected);
    await expect(store.restorePlacements(wanted)).resolves.toEqual(expected);
    const stored = await Promise.all(names.map((room) => store.getPlacement(room)));
    expect(stored).toEqual(expected);
    await store.leaseNode(leaseOf(newRoom() as string as NodeId, "ws://10.0.0.1:1"), 50);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(hints.filter((hint) => hint.kind === "placement" && names.indexOf(hint.room) % 100 === 0)).toEqual([]);
  });

  it("lets one of many win who swap at once", async () => {
    const store = await create();
    const room = newRoom();
    const wishes = Array.from({ length: 20 }, (_, i) => ({ nodeId: `n${i}` as NodeId, epoch: 1 }));
    const outcomes = await Promise.all(wishes.map((wish) => store.swapPlacement(room, undefined, wish)));
    const winner = await store.getPlacement(room);
    for (const outcome of outcomes) expect(outcome).toMatchObject(winner!);
  });

  it("lists the nodes whose lease has not run out", async () => {
    const store = await create();
    await store.leaseNode(leaseOf(a, "ws://10.0.0.1:1"), 1_500);
    await store.leaseNode(leaseOf(b, "ws://10.0.0.2:1"), 60_000);
    await store.leaseNode(leaseOf(b, "wss://10.0.0.3:1"), 60_000);
    const listed = await store.listNodes();
    expect(listed).toContainEqual(leaseOf(a, "ws://10.0.0.1:1"));
    expect(listed).toContainEqual(leaseOf(b, "wss://10.0.0.3:1"));
    expect(listed.length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    await expect(store.listNodes()).resolves.toEqual([leaseOf(b, "wss://10.0.0.3:1")]);
  });

  it("keeps room settings", async () => {
    const store = await create();
    const room = newRoom();
    await expect(store.getRoomSettings(room)).resolves.toBeUndefined();
    const settings = { ...defaultRoomSettings, redundancy: "hot" as const };
    await expect(store.changeRoomSettings(room, () => settings)).resolves.toBeUndefined();
    // Each of these counts on what it finds.
    const counting = Array.from({ length: 8 }, () =>
      store.changeRoomSettings(room, (before) => ({ ...before!, maxParticipants: (before!.maxParticipants ?? 0) + 1 })),
    );
    await Promise.all(counting);
    await expect(store.getRoomSettings(room)).resolves.toMatchObject({ maxParticipants: 8 });
    await store.changeRoomSettings(room, () => settings);
    await expect(store.getRoomSettings(room)).resolves.toEqual(settings);
    await store.deleteRoomSettings(room);
    await expect(store.getRoomSettings(room)).resolves.toBeUndefined();
  });

  it("tells watchers of placements and of nodes that are new", async () => {
    const store = await create();
    const hints: StoreHint[] = [];
    store.watch((hint) => hints.push(hint));
    const room = newRoom();
    const nodeId = `watched-${room}` as NodeId;
    await waitUntil("hints of both kinds", async () => {
      const stored = await store.getPlacement(room);
      await store.swapPlacement(room, stored, { nodeId: a, epoch: (stored?.epoch ?? 0) + 1 });
      await store.leaseNode(leaseOf(nodeId, `ws://10.0.0.1:${1000 + (stored?.epoch ?? 0)}`), 1_000);
      const kinds = hints.filter((hint) => hint.kind === "nodes" || (hint.kind === "placement" && hint.room === room));
      return new Set(kinds.map(({ kind }) => kind)).size === 2 ? ready(undefined) : notReady(JSON.stringify(hints));
    });
  });
});

describe("what replicas share through Redis", () => {
  it("one replica's placement is the other's, and its hint reaches it", async () => {
    const [one, other] = [await open(redis.url), await open(redis.url)];
    const hints: StoreHint[] = [];
    other.watch((hint) => hints.push(hint));
    const room = newRoom();
    await one.swapPlacement(room, undefined, { nodeId: a, epoch: 1, standby: b });
    await expect(other.getPlacement(room)).resolves.toEqual({ nodeId: a, epoch: 1, standby: b });
    await waitUntil("the hint", () =>
      hints.some((hint) => hint.kind === "placement" && hint.room === room)
        ? ready(undefined)
        : notReady(JSON.stringify(hints)),
    );
  });

  it("a wrong password is a store that is away, and is not in the log", async () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
    const url = asAclUser(redis.url).replace("s3cret", "wr0ng");
    const store = await GuardedStore.create(new RedisStore(targetOf(url), log), log, { waitMs: 100 });
    opened.push(store);
    expect(store.up).toBe(false);
    await expect(store.getPlacement(newRoom())).rejects.toMatchObject({ code: "store_unavailable" });
    expect(lines.join("")).toContain("the cluster store does not answer");
    expect(lines.join("")).not.toMatch(/wr0ng/);
  });
});

describe("a master that dies under Sentinel", () => {
  it("is followed by its replica: the store is back by itself", async () => {
    await using master = await RedisServer.start();
    await using follower = await RedisServer.start("--replicaof", `127.0.0.1 ${master.port}`);
    await using watcher = await RedisServer.sentinel(master.port);
    const store = await open(watcher.urlOfMaster);
    expect(store.up).toBe(true);
    await waitUntil(
      "the sentinel knows the follower",
      async () => {
        const known = await watcher.cli("sentinel", "replicas", "main");
        return known.includes(String(follower.port)) ? ready(undefined) : notReady(known);
      },
      { timeoutMs: 20_000 },
    );
    const hints: StoreHint[] = [];
    store.watch((hint) => hints.push(hint));
    await master.kill();
    const room = newRoom();
    await waitUntil(
      "the store takes a placement again",
      async () => {
        const placed = await store.swapPlacement(room, undefined, { nodeId: a, epoch: 1 }).catch(String);
        return typeof placed === "string" ? notReady(placed) : ready(undefined);
      },
      { timeoutMs: 30_000 },
    );
    await expect(follower.cli("hget", `holdfast:{room:${room}}:placement`, "node")).resolves.toBe("a");
    await waitUntil("its users are told to compare", () =>
      hints.some(({ kind }) => kind === "returned") ? ready(undefined) : notReady(JSON.stringify(hints)),
    );
  });
});

describe("what somebody else wrote into Redis", () => {
  it.each<[string, (key: string) => string[]]>([
    ["a text where a hash belongs", (key) => ["set", key, "hello"]],
    ["an epoch that is no number", (key) => ["hset", key, "epoch", "many", "node", "a"]],
    ["an epoch that nobody can count to", (key) => ["hset", key, "epoch", "99999999999999999999", "node", "a"]],
    ["an epoch below 1", (key) => ["hset", key, "epoch", "0", "node", "a"]],
    ["a node that cannot be one", (key) => ["hset", key, "epoch", "3", "node", "../../etc"]],
    ["a standby that cannot be one", (key) => ["hset", key, "epoch", "3", "node", "a", "standby", "{x}"]],
    ["a hash of something else", (key) => ["hset", key, "name", "x", "node", "a"]],
  ])("%s is taken as absent, told once, and replaced", async (_, write) => {
    const lines: string[] = [];
    const log = pino({ level: "warn" }, { write: (line: string) => void lines.push(line) });
    const store = await GuardedStore.create(new RedisStore(targetOf(redis.url), log), log, patient);
    opened.push(store);
    const room = newRoom();
    await redis.cli(...write(`holdfast:{room:${room}}:placement`));
    await expect(store.getPlacement(room)).resolves.toBeUndefined();
    await expect(store.getPlacement(room)).resolves.toBeUndefined();
    expect(lines.filter((line) => line.includes("taken as absent"))).toHaveLength(1);
    const next = { nodeId: a, epoch: 1 };
    await expect(store.restorePlacements([[room, next]])).resolves.toEqual([undefined]);
    await expect(store.swapPlacement(room, undefined, next)).resolves.toEqual(next);
    await expect(store.getPlacement(room)).resolves.toEqual(next);
    expect(store.up).toBe(true);
  });

  it("broken settings and leases are taken as absent", async () => {
    const store = await open(redis.url);
    const room = newRoom();
    await redis.cli("set", `holdfast:{room:${room}}:settings`, '{"redundancy":"boiling"}');
    await expect(store.getRoomSettings(room)).resolves.toBeUndefined();
    await redis.cli("del", `holdfast:{room:${room}}:settings`);
    await redis.cli("lpush", `holdfast:{room:${room}}:settings`, "x");
    await expect(store.getRoomSettings(room)).resolves.toBeUndefined();

    await store.leaseNode(leaseOf(a, "ws://10.0.0.1:1"), 60_000);
    await redis.cli("hset", "holdfast:{nodes}:leases", "evil", '{"url":"file:///etc/passwd"}', "bad", "{");
    await redis.cli("zadd", "holdfast:{nodes}:ends", "9e15", "evil", "9e15", "bad", "9e15", "nothing");
    const listed = await store.listNodes();
    expect(listed).toContainEqual(leaseOf(a, "ws://10.0.0.1:1"));
    expect(listed.map(({ nodeId }) => nodeId)).not.toContain("evil");
    await redis.cli("del", "holdfast:{nodes}:leases", "holdfast:{nodes}:ends");
    await redis.cli("set", "holdfast:{nodes}:leases", "x");
    await redis.cli("set", "holdfast:{nodes}:ends", "x");
    await expect(store.listNodes()).resolves.toEqual([]);
    await store.leaseNode(leaseOf(a, "ws://10.0.0.1:1"), 60_000);
    await expect(store.listNodes()).resolves.toHaveLength(1);
  });
});
