// A replica and real nodes in one process: joining, what members hear of each other, and what a worker's death does.

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Event } from "../../proto/codec.ts";
import { wire } from "../../proto/model.ts";
import type { Node } from "../../sfu/main.ts";
import { signalingConfigSchema } from "../../signaling/config.ts";
import { type Signaling, startSignaling } from "../../signaling/main.ts";
import { mintToken } from "../../signaling/tokens.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { audioOffer, videoOffer } from "../sfu/test-media.ts";
import { startTestNode, testLog } from "../sfu/test-node.ts";
import { RawClient } from "./raw-client.ts";

const secret = randomBytes(32).toString("hex");
const nodes: Node[] = [];
let signaling: Signaling;
let rooms = 0;

beforeAll(async () => {
  const started = await Promise.all([
    startTestNode({ nodeId: "a", workers: 1, clusterSecret: secret }),
    startTestNode({ nodeId: "b", workers: 1, clusterSecret: secret }),
  ]);
  nodes.push(...started.map(({ node }) => node));
  const config = signalingConfigSchema.parse({
    httpPort: 0,
    apiKeys: `key:${secret}`,
    clusterSecret: secret,
    nodes: started.map(({ config: { controlPort } }) => `ws://127.0.0.1:${controlPort}`).join(","),
    departureGraceMs: 2_000,
  });
  signaling = await startSignaling(config, { log: testLog });
});
afterAll(async () => {
  await signaling.close("test is over");
  await Promise.all(nodes.map((node) => node.close("shutting_down")));
});

const newRoom = () => `room-${++rooms}`;
async function enter(room: string, identity: string, grants: object = {}) {
  const client = await RawClient.connect(signaling.url);
  const token = await mintToken({
    key: "key",
    secret,
    grants: { room, identity, ...grants },
    ttlSeconds: 60,
    nowMs: Date.now(),
  });
  const reply = await client.join(token);
  return { client, reply, path: reply.offer!.path! };
}
const event = <Body extends Event["body"]>(
  client: RawClient,
  body: Body,
  matches: (event: Event) => boolean = () => true,
) =>
  waitUntil(
    `event ${body}`,
    () => {
      const found = client.events.find((candidate) => candidate.body === body && matches(candidate));
      return found
        ? ready(found as Extract<Event, { body?: Body }>)
        : notReady(client.events.map((e) => e.body).join(", ") || "no event at all");
    },
    { timeoutMs: 20_000 },
  );

describe("a call", () => {
  it("is joined with one request: both transports, who is there, what to consume", async () => {
    const room = newRoom();
    const alice = await enter(room, "alice", { name: "Alice" });
    expect(alice.path).toMatchObject({
      epoch: 1,
      send: { ice: { iceLite: true } },
      recv: { dtls: { fingerprints: expect.anything() } },
    });
    await alice.client.rpc.request("assert", { pathId: alice.path.id, tracks: [audioOffer("mic"), videoOffer("cam")] });
    const bob = await enter(room, "bob");
    expect(bob.path.nodeId).toBe(alice.path.nodeId);
    expect(bob.reply.offer!.participants).toMatchObject([
      { id: "alice", name: "Alice", tracks: [{ id: "mic" }, { id: "cam" }] },
    ]);
    expect(bob.reply.offer!.consumers!.map((consumer) => consumer.trackId).toSorted()).toEqual(["cam", "mic"]);
    await waitUntil("the API counts two participants", async () => {
      const response = await fetch(`${signaling.url}/v1/rooms`, { headers: { authorization: `Bearer key:${secret}` } });
      const text = await response.text();
      return text.includes('"participants":2') ? ready(text) : notReady(text);
    });
    await expect(event(alice.client, "participantJoined")).resolves.toMatchObject({
      participantJoined: { participant: { id: "bob" } },
    });

    await bob.client.rpc.request("publish", {
      pathId: bob.path.id,
      tracks: [audioOffer("bob-mic"), videoOffer("bob-cam")],
    });
    const added = await event(alice.client, "consumersAdded");
    expect(added.consumersAdded!.consumers!.map((consumer) => consumer.trackId)).toEqual(["bob-mic", "bob-cam"]);
    await bob.client.rpc.request("setMuted", { trackId: "bob-mic", muted: true });
    await expect(event(alice.client, "trackMuted")).resolves.toMatchObject({
      trackMuted: { participantId: "bob", trackId: "bob-mic", muted: true },
    });
    await bob.client.rpc.request("leave", {});
    await expect(bob.client.closed).resolves.toMatchObject({ code: 1000 });
    await expect(event(alice.client, "participantLeft")).resolves.toMatchObject({
      participantLeft: { participantId: "bob" },
    });
    expect(alice.client.events.map(({ seq }) => seq)).toEqual(alice.client.events.map((_, index) => index + 1));
    alice.client.close();
  });

  it("refuses what the token does not grant, and goes on", async () => {
    const room = newRoom();
    const { client, path } = await enter(room, "listener", { canPublish: ["microphone"], canPublishData: false });
    const other = await enter(room, "other");
    await expect(client.rpc.request("publish", { pathId: path.id, tracks: [videoOffer("cam")] })).rejects.toMatchObject(
      { code: "forbidden" },
    );
    await expect(client.rpc.request("sendData", { payload: new Uint8Array(1) })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      client.rpc.request("moderate", { participantId: "other", action: "remove", remove: true }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      client.rpc.request("publish", { pathId: path.id, tracks: [audioOffer("mic")] }),
    ).resolves.toBeDefined();
    for (const { client: each } of [{ client }, other]) each.close();
  });

  it("answers malformed media parameters with bad_media, without harm to anybody", async () => {
    const room = newRoom();
    const alice = await enter(room, "alice");
    const bob = await enter(room, "bob");
    const broken = audioOffer("mic");
    broken.rtp!.codecs![0]!.mimeType = "audio/nonsense";
    await expect(
      alice.client.rpc.request("publish", { pathId: alice.path.id, tracks: [broken] }),
    ).rejects.toMatchObject({ code: "bad_media" });
    await expect(alice.client.rpc.request("publish", { pathId: "no such path", tracks: [] })).rejects.toMatchObject({
      code: "path_unknown",
    });
    await bob.client.rpc.request("publish", { pathId: bob.path.id, tracks: [audioOffer("bob-mic")] });
    await event(alice.client, "consumersAdded");
    const mallory = RawClient.connect(signaling.url);
    const token = await mintToken({
      key: "key",
      secret,
      grants: { room, identity: "mallory" },
      ttlSeconds: 60,
      nowMs: Date.now(),
    });
    await expect(
      (await mallory).join(token, { fingerprints: [{ algorithm: "sha-256", value: "nonsense" }] }),
    ).rejects.toMatchObject({ code: "bad_media" });
    alice.client.close();
    bob.client.close();
  });

  it("gives the place of an identity to its newest session", async () => {
    const room = newRoom();
    const watcher = await enter(room, "watcher");
    const first = await enter(room, "alice");
    const second = await enter(room, "alice");
    await expect(first.client.closed).resolves.toMatchObject({ code: 4410, reason: "replaced" });
    await second.client.rpc.request("publish", { pathId: second.path.id, tracks: [audioOffer("mic")] });
    await event(watcher.client, "consumersAdded");
    expect(watcher.client.events.filter(({ body }) => body === "participantLeft")).toEqual([]);
    watcher.client.close();
    second.client.close();
  });

  it("survives its media worker: everybody is offered a new path one epoch up, and nobody is said to have left", async () => {
    const room = newRoom();
    const members = await Promise.all(["alice", "bob", "carol"].map((identity) => enter(room, identity)));
    const node = nodes.find((candidate) => candidate.nodeId === members[0]!.path.nodeId)!;
    process.kill(node.workerPids[0]!, "SIGKILL");
    for (const { client } of members) {
      await expect(event(client, "recovering")).resolves.toMatchObject({
        recovering: { cause: wire.PathCause.WORKER_DIED },
      });
      const { pathOffered } = await event(client, "pathOffered");
      expect(pathOffered).toMatchObject({ cause: wire.PathCause.WORKER_DIED, settled: false, path: { epoch: 2 } });
      await client.rpc.request("assert", { pathId: pathOffered!.path!.id, tracks: [] });
    }
    for (const { client } of members) {
      const { roomSettled } = await event(client, "roomSettled");
      expect(roomSettled).toMatchObject({ epoch: 2 });
      expect([...roomSettled!.participantIds!].toSorted()).toEqual(["alice", "bob", "carol"]);
      expect(client.events.filter(({ body }) => body === "participantLeft")).toEqual([]);
      client.close();
    }
  });

  it("lets go of a client that never reads, and nobody else notices", async () => {
    const room = newRoom();
    const deaf = await enter(room, "deaf");
    const talkers = await Promise.all(["t1", "t2", "t3", "t4"].map((identity) => enter(room, identity)));
    const alive = setInterval(() => talkers.forEach(({ client }) => void client.rpc.request("ping", {})), 2_000);
    deaf.client.ws.pause();
    const payload = randomBytes(16_000);
    // 16 MB: more than the kernel's socket buffers and the replica's own take together.
    await Promise.all(
      talkers.map(async ({ client }) => {
        for (let i = 0; i < 250; i++) await client.rpc.request("sendData", { payload, to: ["deaf"] });
      }),
    );
    await event(
      talkers[0]!.client,
      "participantLeft",
      (e) => e.body === "participantLeft" && e.participantLeft.participantId === "deaf",
    );
    clearInterval(alive);
    for (const { client } of talkers) {
      await expect(client.rpc.request("ping", {})).resolves.toBeDefined();
      client.close();
    }
    deaf.client.ws.terminate();
  });
});
