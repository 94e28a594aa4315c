// The HTTP API of a replica with real nodes: what it does to rooms, and to who is in them.

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Event } from "../../proto/codec.ts";
import type { Node } from "../../sfu/main.ts";
import { signalingConfigSchema } from "../../signaling/config.ts";
import { type Signaling, startSignaling } from "../../signaling/main.ts";
import { mintToken } from "../../signaling/tokens.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { audioOffer } from "../sfu/test-media.ts";
import { startTestNode, testLog } from "../sfu/test-node.ts";
import { RawClient } from "./raw-client.ts";

const secret = randomBytes(32).toString("hex");
const nodes: Node[] = [];
let signaling: Signaling;
let rooms = 0;

beforeAll(async () => {
  const started = await Promise.all(
    ["a", "b"].map((nodeId) => startTestNode({ nodeId, workers: 1, clusterSecret: secret })),
  );
  nodes.push(...started.map(({ node }) => node));
  const config = signalingConfigSchema.parse({
    httpPort: 0,
    apiKeys: `key:${secret}`,
    clusterSecret: secret,
    nodes: started.map(({ config: { controlPort } }) => `ws://127.0.0.1:${controlPort}`).join(","),
  });
  signaling = await startSignaling(config, { log: testLog });
});
afterAll(async () => {
  await signaling.close("test is over");
  await Promise.all(nodes.map((node) => node.close("shutting_down")));
});

const newRoom = (): string => `room-${++rooms}`;

async function api(method: string, path: string, body?: object) {
  const response = await fetch(signaling.url + path, {
    method,
    headers: { authorization: `Bearer key:${secret}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, ...(text === "" ? {} : JSON.parse(text)) };
}

async function enter(room: string, identity: string, over: object = {}) {
  const client = await RawClient.connect(signaling.url);
  const grants = { room, identity, name: identity.toUpperCase(), ...over };
  const token = await mintToken({ key: "key", secret, grants, ttlSeconds: 60, nowMs: Date.now() });
  const reply = await client.join(token);
  return { client, reply };
}

const event = <Body extends Event["body"]>({ client }: { client: RawClient }, body: Body) =>
  waitUntil(`event ${body}`, () => {
    const found = client.events.find((candidate) => candidate.body === body);
    return found
      ? ready(found as Extract<Event, { body?: Body }>)
      : notReady(client.events.map((e) => e.body).join(", ") || "no event at all");
  });

/** Heartbeats and reports of nodes come a moment after what they tell of. */
const apiSays = (path: string, wanted: object) =>
  waitUntil(
    `GET ${path} says so`,
    async () => {
      const said = await api("GET", path);
      try {
        expect(said).toMatchObject(wanted);
        return ready(said);
      } catch {
        return notReady(JSON.stringify(said));
      }
    },
    { timeoutMs: 20_000 },
  );

describe("a room's settings", () => {
  it("hold from the next join on: how many, and whether each has a standby path", async () => {
    const room = newRoom();
    await enter(room, "ann");
    expect(await api("POST", "/v1/rooms", { name: room, maxParticipants: 2, redundancy: "hot" })).toMatchObject({
      status: 201,
      maxParticipants: 2,
    });
    const bob = await enter(room, "bob");
    expect(bob.reply.redundancy).toBe(1);
    await expect(enter(room, "cy")).rejects.toMatchObject({ code: "limit_participants" });
    // Who comes again is in the room already.
    await enter(room, "ann");
    expect(await api("POST", "/v1/rooms", { name: room, maxParticipants: null })).toMatchObject({
      status: 200,
      redundancy: "hot",
    });
    await enter(room, "cy");
    await apiSays(`/v1/rooms/${room}`, {
      status: 200,
      settings: { redundancy: "hot", maxParticipants: null },
      participants: [{ identity: "ann" }, { identity: "bob" }, { identity: "cy" }],
    });
  });
});

describe("a participant", () => {
  it("is renamed for everybody, also for who comes later and after the media worker has died", async () => {
    const room = newRoom();
    const ann = await enter(room, "ann");
    const bob = await enter(room, "bob");
    const path = `/v1/rooms/${room}/participants/ann`;
    expect(await api("PATCH", path, { name: "Anna", metadata: "vip" })).toMatchObject({ status: 200, name: "Anna" });
    const told = { participantId: "ann", name: "Anna", metadata: "vip" };
    for (const who of [ann, bob]) expect((await event(who, "participantUpdated")).participantUpdated).toEqual(told);
    expect((await enter(room, "cy")).reply.offer?.participants).toMatchObject([{ name: "Anna" }, { name: "BOB" }]);

    const { nodeId } = await apiSays(`/v1/rooms/${room}`, { status: 200 });
    process.kill(nodes.find((node) => node.nodeId === nodeId)!.workerPids[0]!, "SIGKILL");
    await event(ann, "pathOffered");
    await event(bob, "pathOffered");
    expect(await api("GET", path)).toMatchObject({ status: 200, name: "Anna", metadata: "vip" });
    const { failovers } = await api("GET", "/v1/failovers");
    expect(failovers[0]).toMatchObject({ room, cause: "worker_died", outcome: "recovered", participants: 3 });
  });

  it("is muted as by a moderator", async () => {
    const room = newRoom();
    const ann = await enter(room, "ann");
    const bob = await enter(room, "bob");
    await ann.client.rpc.request("assert", { pathId: ann.reply.offer!.path!.id!, tracks: [audioOffer("mic")] });
    const path = `/v1/rooms/${room}/participants/ann`;
    expect(await api("PATCH", path, { muteTracks: ["mic", "other"] })).toMatchObject({ status: 404 });
    expect(await api("PATCH", path, { muteTracks: ["mic"] })).toMatchObject({ tracks: [{ id: "mic", muted: true }] });
    for (const who of [ann, bob])
      expect((await event(who, "trackMuted")).trackMuted).toMatchObject({ trackId: "mic", byModerator: true });
  });

  it("is removed, shown or hidden", async () => {
    const room = newRoom();
    const ann = await enter(room, "ann");
    const spy = await enter(room, "spy", { hidden: true });
    for (const [who, identity] of [
      [spy, "spy"],
      [ann, "ann"],
    ] as const) {
      const path = `/v1/rooms/${room}/participants/${identity}`;
      expect(await api("GET", path)).toMatchObject({ status: 200, identity });
      expect(await api("DELETE", path)).toEqual({ status: 204 });
      expect(await who.client.closed).toMatchObject({ code: 4411 });
      expect(await api("DELETE", path)).toMatchObject({ status: 404, code: "not_found" });
    }
  });
});

describe("a room that is deleted", () => {
  it("is over for everybody in it, standby paths and settings included, and may be opened anew", async () => {
    const room = newRoom();
    await api("POST", "/v1/rooms", { name: room, redundancy: "hot", metadata: "m" });
    const ann = await enter(room, "ann");
    const bob = await enter(room, "bob");
    await event(ann, "pathOffered"); // its standby
    expect(await api("DELETE", `/v1/rooms/${room}`)).toEqual({ status: 204 });
    for (const { client } of [ann, bob]) expect(await client.closed).toMatchObject({ code: 4412 });
    await apiSays(`/v1/rooms/${room}`, { status: 404, code: "not_found" });
    await waitUntil("no node stands by for it", async () => {
      const { nodes: views } = await api("GET", "/v1/nodes");
      const left = views.reduce((sum: number, view: { standbyRooms: number }) => sum + view.standbyRooms, 0);
      // Those of the test before last are still there.
      return left <= 1 ? ready(undefined) : notReady(JSON.stringify(views));
    });
    expect(await api("DELETE", `/v1/rooms/${room}`)).toMatchObject({ status: 404 });
    expect((await enter(room, "ann")).reply.redundancy).toBe(0);
  });
});

describe("a node", () => {
  it("is drained without a gap: its rooms are offered elsewhere before they end there, and it stays cordoned", async () => {
    const room = newRoom();
    const ann = await enter(room, "ann");
    const { nodeId: from, epoch } = await apiSays(`/v1/rooms/${room}`, { status: 200, participants: [{}] });
    const to = from === "a" ? "b" : "a";
    expect(await api("POST", `/v1/nodes/${from}/drain`, { timeoutMs: 60_000 })).toMatchObject({ status: 202 });
    expect((await event(ann, "pathOffered")).pathOffered).toMatchObject({
      keepPrevious: true,
      path: { nodeId: to, epoch: epoch + 1 },
    });
    const moving = await api("GET", `/v1/nodes/${from}/drain`);
    expect(moving).toMatchObject({
      state: "draining",
      serving: "draining",
      startedAtMs: expect.any(Number),
      blocked: "",
    });
    expect(moving.leftMs).toBeGreaterThan(50_000);
    // This client never says that it has everything on the new path, so the old one goes when its grace is over.
    await apiSays(`/v1/nodes/${from}/drain`, { state: "drained", serving: "cordoned", roomsLeft: 0 });
    expect(moving.roomsTotal).toBeGreaterThan(0);
    await apiSays(`/v1/rooms/${room}`, { nodeId: to, epoch: epoch + 1 });
    const { failovers } = await api("GET", "/v1/failovers");
    expect(failovers).toContainEqual(
      expect.objectContaining({ room, cause: "node_drained", fromNode: from, toNode: to }),
    );

    // Now the other one is the only one that takes rooms.
    expect(await api("POST", `/v1/nodes/${to}/drain`)).toMatchObject({ status: 409, code: "no_other_node" });
    expect(await api("POST", `/v1/nodes/${to}/drain`, { force: true })).toMatchObject({
      status: 202,
      state: "draining",
      blocked: "no other node takes rooms",
    });
    await apiSays(`/v1/nodes/${to}/drain`, {
      rooms: expect.arrayContaining([expect.objectContaining({ name: room, state: "stuck", error: "no_capacity" })]),
    });
    await expect(enter(newRoom(), "late")).rejects.toMatchObject({ code: "no_capacity" });
    expect(await api("DELETE", `/v1/nodes/${to}/drain`)).toMatchObject({ state: "cancelled", serving: "serving" });
    await enter(newRoom(), "early");
    await apiSays(`/v1/rooms/${room}`, { nodeId: to });

    expect(await api("POST", `/v1/nodes/${from}/uncordon`)).toMatchObject({ status: 200, serving: "serving" });
    expect(await api("POST", `/v1/nodes/${from}/drain`)).toMatchObject({ state: "drained", roomsTotal: 0 });
    expect(await api("POST", `/v1/nodes/${from}/uncordon`)).toMatchObject({ serving: "serving" });
    expect(await api("POST", "/v1/nodes/nobody/cordon")).toMatchObject({ status: 404, code: "not_found" });
  });

  it("stays cordoned with what is left when the time of its drain is up", async () => {
    const room = newRoom();
    await enter(room, "ann");
    const { nodeId } = await apiSays(`/v1/rooms/${room}`, { status: 200 });
    const other = nodeId === "a" ? "b" : "a";
    await api("POST", `/v1/nodes/${other}/cordon`);
    await api("POST", `/v1/nodes/${nodeId}/drain`, { force: true, timeoutMs: 1_000 });
    const view = await apiSays(`/v1/nodes/${nodeId}/drain`, { state: "deadline", serving: "cordoned" });
    expect(view.rooms).toContainEqual(expect.objectContaining({ name: room, state: "stuck", error: "no_capacity" }));
    for (const id of ["a", "b"]) await api("POST", `/v1/nodes/${id}/uncordon`);
  });
});
