// How a participant's presence ends, and how it does not: replicas and nodes as processes of their own.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { RawClient } from "./raw-client.ts";

let cluster: Cluster;
let rooms = 0;
const newRoom = () => `room-${++rooms}`;

beforeAll(async () => {
  cluster = await startCluster({ nodes: 1, replicas: 2, controlRelays: "first" });
});
afterAll(() => cluster?.close());

async function enter(replica: number, room: string, identity: string, over: object = {}, grants: object = {}) {
  const client = await RawClient.connect(cluster.replicas[replica]!.url);
  const reply = await client.join(await cluster.mint({ room, identity, ...grants }), over);
  return { client, reply, path: reply.offer?.path ?? {} };
}
type Entered = Awaited<ReturnType<typeof enter>>;

/** What a client sends that was in the room a moment ago. */
const resumeOf = ({ reply, path }: Entered) => ({
  cause: 5,
  resume: { sessionId: reply.sessionId, paths: [{ pathId: path.id, nodeId: path.nodeId, epoch: path.epoch }] },
});

/** Breaks the socket, as a network does. */
async function drop({ client }: Entered): Promise<void> {
  client.ws.terminate();
  await client.closed;
}

const api = (method: string, path: string) => cluster.api(path, { method });

const told = ({ client }: Entered): string[] => client.events.map(({ body }) => body ?? "");
const quiet = () => new Promise((resolve) => setTimeout(resolve, 700));

describe("a socket that closes", () => {
  it.each([1000, 1001, 4000])("with %i without a Leave is no end", async (code) => {
    const room = newRoom();
    const [alice, bob] = [await enter(0, room, "alice"), await enter(0, room, "bob")];
    bob.client.ws.close(code);
    await bob.client.closed;
    await quiet();
    expect(told(alice)).not.toContain("participantLeft");
    const again = await enter(0, room, "bob", resumeOf(bob));
    expect(again.reply).toMatchObject({ resumed: true, sessionId: bob.reply.sessionId });
    again.client.close();
    await waitUntil("bob's Leave is an end", () =>
      told(alice).includes("participantLeft") ? ready(undefined) : notReady(told(alice).join()),
    );
    alice.client.close();
  });
});

describe("somebody whose socket is away", () => {
  it.each([0, 1])("and who is removed meanwhile is told so, on replica %i too, and stays out", async (at) => {
    const room = newRoom();
    const [alice, bob] = [await enter(0, room, "alice"), await enter(0, room, "bob")];
    await drop(bob);
    expect((await api("DELETE", `/v1/rooms/${room}/participants/bob`)).status).toBe(204);
    for (let times = 0; times < 2; times++)
      await expect(enter(at, room, "bob", resumeOf(bob))).rejects.toMatchObject({ code: "removed" });
    await quiet();
    expect(told(alice).filter((body) => body === "participantJoined")).toHaveLength(1);
    alice.client.close();
  });

  it.each([0, 1])("and whose room is deleted meanwhile is told so on replica %i", async (at) => {
    const room = newRoom();
    const bob = await enter(0, room, "bob");
    await drop(bob);
    expect((await api("DELETE", `/v1/rooms/${room}`)).status).toBe(204);
    await expect(enter(at, room, "bob", resumeOf(bob))).rejects.toMatchObject({ code: "room_closed" });
  });

  it.each([0, 1])("does not throw out the device that came after it, on replica %i", async (at) => {
    const room = newRoom();
    const old = await enter(0, room, "ann");
    await drop(old);
    const successor = await enter(1, room, "ann");
    await expect(enter(at, room, "ann", resumeOf(old))).rejects.toMatchObject({ code: "replaced" });
    await quiet();
    expect(told(successor)).not.toContain("sessionClosed");
    successor.client.close();
  });

  it("has one session, whoever asks for it at once", async () => {
    const room = newRoom();
    const [alice, bob] = [await enter(0, room, "alice"), await enter(0, room, "bob")];
    await drop(bob);
    const both = await Promise.all([0, 1].map(() => enter(1, room, "bob", resumeOf(bob))));
    for (const { reply } of both) expect(reply).toMatchObject({ resumed: true, sessionId: bob.reply.sessionId });
    const first = await Promise.race(both.map(async (one) => (await one.client.closed, one)));
    expect(await first.client.closed).toMatchObject({ code: 4414 });
    const [second] = both.filter((one) => one !== first);
    await second!.client.rpc.request("ping", {});
    second!.client.close();
    await waitUntil("bob is gone, and nothing of him is left", () =>
      told(alice).includes("participantLeft") ? ready(undefined) : notReady(told(alice).join()),
    );
    alice.client.close();
  });

  it.each([0, 1])("has what the new token grants, on replica %i", async (at) => {
    const room = newRoom();
    const bob = await enter(0, room, "bob", {}, { moderator: true });
    await drop(bob);
    const resumed = await enter(at, room, "bob", resumeOf(bob), { canPublishData: false });
    expect(resumed.reply.resumed).toBe(true);
    const payload = new Uint8Array([1]);
    for (const asking of [
      resumed.client.rpc.request("sendData", { payload }),
      resumed.client.rpc.request("moderate", { participantId: "bob", action: "remove", remove: true }),
    ])
      await expect(asking).rejects.toMatchObject({ code: "forbidden" });
    await drop(resumed);
    const silenced = await enter(at, room, "bob", resumeOf(bob), { canPublish: ["microphone"] });
    expect(silenced.reply.resumed).toBeFalsy();
    expect(silenced.reply.offer?.path?.send).toBeTruthy();
    silenced.client.close();
  });

  it("cannot be taken over by somebody else, who moves nothing by trying", async () => {
    const room = newRoom();
    const bob = await enter(0, room, "bob");
    for (const at of [0, 1])
      await expect(enter(at, room, "mallory", resumeOf(bob))).rejects.toMatchObject({ code: "forbidden" });
    await quiet();
    expect(told(bob)).not.toContain("sessionClosed");
    await bob.client.rpc.request("publish", { pathId: bob.path.id, tracks: [] });
    bob.client.close();
  });
});

describe("a control link", () => {
  it.each([0, 5, 20])("that is reset again %i ms after its reconnect: nobody hears of it", async (afterMs) => {
    const room = newRoom();
    const people = [];
    for (let i = 0; i < 30; i++) people.push(await enter(0, room, `p${i}`));
    const relay = cluster.nodes[0]!.controlRelay!;
    for (const one of people) one.client.events.length = 0;
    relay.mend(); // which resets what is open
    await waitUntil("the link is back", () => (relay.connections > 0 ? ready(undefined) : notReady("not yet")));
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    relay.mend(); // which resets what is open
    await quiet();
    for (const one of people) expect(told(one)).toEqual([]);
    await people[0]!.client.rpc.request("updateSelf", { name: "x" }).catch(() => {});
    for (const one of people) one.client.close();
  });

  it("that is reset and then stands still for 1.3 s: nobody hears of it", async () => {
    const room = newRoom();
    const people = [];
    for (let i = 0; i < 30; i++) people.push(await enter(0, room, `p${i}`));
    const relay = cluster.nodes[0]!.controlRelay!;
    for (const one of people) one.client.events.length = 0;
    relay.mend(); // which resets what is open
    await waitUntil("the link is back", () => (relay.connections > 0 ? ready(undefined) : notReady("not yet")));
    relay.cut();
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    relay.resume();
    await quiet();
    for (const one of people) expect(told(one)).not.toContain("recovering");
    for (const one of people) expect(told(one)).not.toContain("pathOffered");
    for (const one of people) one.client.close();
  });
});

describe("seats", () => {
  const limited = async (maxParticipants: number) => {
    const name = newRoom();
    const body = JSON.stringify({ name, maxParticipants });
    const headers = { "content-type": "application/json" };
    expect((await cluster.api("/v1/rooms", { method: "POST", headers, body })).status).toBeLessThan(300);
    return name;
  };

  it("are not taken by hidden people, and all counts agree", async () => {
    const room = await limited(2);
    const monitor = await enter(0, room, "monitor", {}, { hidden: true });
    const people = [await enter(0, room, "ann"), await enter(0, room, "ben")];
    await expect(enter(0, room, "cem")).rejects.toMatchObject({ code: "limit_participants" });
    await waitUntil("the list counts two", async () => {
      const { rooms: listed } = (await (await cluster.api("/v1/rooms")).json()) as {
        rooms: { name: string; participants: number }[];
      };
      const count = listed.find(({ name }) => name === room)?.participants;
      return count === 2 ? ready(undefined) : notReady(`${count}`);
    });
    const shown = (await (await cluster.api(`/v1/rooms/${room}`)).json()) as { participants: object[] };
    expect(shown.participants).toHaveLength(2);
    for (const { client } of [monitor, ...people]) client.close();
  });

  it("are not had by saying that signaling was lost", async () => {
    const room = await limited(1);
    const ann = await enter(0, room, "ann");
    const resume = { sessionId: "se_made_up", paths: [], seat: new Uint8Array(32), joinedAtMs: 1 };
    for (const over of [{ cause: 5 }, { cause: 5, resume }, { cause: 2 }])
      await expect(enter(0, room, "ben", over)).rejects.toMatchObject({ code: "limit_participants" });
    ann.client.close();
  });

  it("are kept for who is away", async () => {
    const room = await limited(2);
    const [ann, ben] = [await enter(0, room, "ann"), await enter(0, room, "ben")];
    await drop(ben);
    await expect(enter(0, room, "cem")).rejects.toMatchObject({ code: "limit_participants" });
    const { cause, resume } = resumeOf(ben);
    const { seat, self } = ben.reply;
    // Its path is gone: it joins anew, and shows its seat.
    const seated = { sessionId: resume.sessionId, paths: [], seat, joinedAtMs: self!.joinedAtMs };
    const again = await enter(0, room, "ben", { cause, resume: seated });
    expect(again.reply.self!.joinedAtMs).toBe(self!.joinedAtMs);
    for (const { client } of [ann, again]) client.close();
  });
});
