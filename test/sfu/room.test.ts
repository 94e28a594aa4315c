import { afterAll, beforeAll, expect, test } from "vitest";
import type { PathOffer } from "../../proto/model.ts";
import type { AttachSession } from "../../sfu/messages.ts";
import { decodeEvent } from "../../proto/cluster-codec.ts";
import type { Node } from "../../sfu/main.ts";
import { attachSession, audioOffer, simulcastOffer, videoOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";

const join = 1;
const nodeDied = 2;
let node: Node;
let replica: TestReplica;
let roomNumber = 0;
let room: string;

beforeAll(async () => {
  ({ node } = await startTestNode());
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
});
afterAll(async () => {
  await replica.close();
  await node.close();
});

const newRoom = (): string => (room = `room-${++roomNumber}`);
/** Ids are unique on the node: prefix them with the room. */
const id = (name: string): string => `${room}.${name}`;

async function attach(
  sessions: AttachSession[],
  { epoch = 1, cause = join, from = replica } = {},
): Promise<PathOffer[]> {
  const { results } = await from.caller.request("attach", { room, epoch, cause, sessions });
  return results!.map((result) => {
    if (result.outcome !== "offer") throw new Error(`not attached: ${result.error?.code}`);
    return result.offer;
  });
}

async function attachPair(): Promise<{ ann: PathOffer; bob: PathOffer }> {
  newRoom();
  const [ann, bob] = await attach([attachSession(id("ann"), "ann"), attachSession(id("bob"), "bob")]);
  return { ann: ann!, bob: bob! };
}

const pathOf = (offer: PathOffer): string => offer.path!.id!;

test("an offer holds both transports, who is there, and nothing the grants do not give", async () => {
  newRoom();
  const [ann, bob] = await attach([
    attachSession(id("ann"), "ann"),
    attachSession(id("bob"), "bob", { canPublish: false }),
  ]);
  expect(ann).toMatchObject({ cause: join, settled: true, consumers: [], participants: [{ id: "bob", name: "BOB" }] });
  expect(ann!.path).toMatchObject({ epoch: 1, nodeId: node.nodeId, recv: { ice: { iceLite: true } } });
  expect(ann!.path!.send!.candidates!.map((c) => c.protocol)).toEqual(["udp", "tcp"]);
  expect(ann!.path!.send!.dtls!.fingerprints).toHaveLength(1);
  expect(bob!.path!.send).toBeNull();
});

test("those who are there hear of those who come and go; nobody hears of the hidden", async () => {
  newRoom();
  await attach([attachSession(id("ann"), "ann")]);
  const [spy] = await attach([attachSession(id("spy"), "spy", { hidden: true })]);
  expect(spy!.participants).toMatchObject([{ id: "ann" }]);
  await attach([attachSession(id("bob"), "bob")]);
  expect((await replica.sessionEvent(id("ann"), "participantJoined")).participant).toMatchObject({
    id: "bob",
    joinedAtMs: 1,
  });
  await replica.caller.request("detach", { sessionIds: [id("spy"), id("bob"), "se_unknown"], reason: "left" });
  expect(await replica.sessionEvent(id("ann"), "participantLeft")).toMatchObject({
    participantId: "bob",
    reason: "left",
  });
  expect(replica.eventsOf(id("ann"), "participantJoined")).toHaveLength(1);
  expect(replica.eventsOf(id("ann"), "participantLeft")).toHaveLength(1);
});

test("several tracks published together are one event of each kind for a receiver", async () => {
  const { ann, bob } = await attachPair();
  await replica.session(id("ann"), "assert", {
    pathId: pathOf(ann),
    tracks: [audioOffer(id("a")), videoOffer(id("v"), true)],
  });
  const { consumers, pathId } = await replica.sessionEvent(id("bob"), "consumersAdded");
  expect(pathId).toBe(pathOf(bob));
  expect(consumers!.map((c) => c.trackId).sort()).toEqual([id("a"), id("v")]);
  expect(consumers![0]!.rtp!.encodings).toHaveLength(1);
  const published = replica.eventsOf(id("bob"), "tracksPublished");
  expect(published).toMatchObject([
    {
      participantId: "ann",
      tracks: [
        { id: id("a"), muted: false },
        { id: id("v"), muted: true },
      ],
    },
  ]);
  expect(replica.eventsOf(id("ann"), "tracksPublished")).toEqual([]);
  await replica.session(id("bob"), "resumeConsumers", {
    pathId: pathOf(bob),
    consumerIds: consumers!.map((c) => c.id!),
  });
});

test("who comes later gets the tracks in the offer", async () => {
  const { ann } = await attachPair();
  await replica.session(id("ann"), "publish", {
    pathId: pathOf(ann),
    tracks: [audioOffer(id("a")), simulcastOffer(id("v"))],
  });
  const [eve] = await attach([attachSession(id("eve"), "eve")]);
  expect(eve!.consumers!.map((c) => c.trackId).sort()).toEqual([id("a"), id("v")]);
  expect(eve!.participants!.find((p) => p.id === "ann")!.tracks).toHaveLength(2);
});

test("tracks published while somebody is being attached reach them exactly once", async () => {
  newRoom();
  const [ann] = await attach([attachSession(id("ann"), "ann")]);
  const attaching = attach([attachSession(id("bob"), "bob")]);
  await replica.session(id("ann"), "publish", { pathId: pathOf(ann!), tracks: [audioOffer(id("a"))] });
  const [bob] = await attaching;
  const offered = bob!.consumers!.map((c) => c.trackId);
  if (offered.length === 0) await replica.sessionEvent(id("bob"), "consumersAdded");
  const added = replica.eventsOf(id("bob"), "consumersAdded").flatMap((e) => e.consumers!.map((c) => c.trackId));
  expect([...offered, ...added]).toEqual([id("a")]);
});

test("a whole intent replaces the one before: added, kept, muted, removed", async () => {
  const { ann } = await attachPair();
  const pathId = pathOf(ann);
  const kept = audioOffer(id("kept"));
  await replica.session(id("ann"), "assert", { pathId, tracks: [kept, videoOffer(id("gone"))] });
  const first = await replica.sessionEvent(id("bob"), "consumersAdded");
  await replica.session(id("ann"), "assert", {
    pathId,
    tracks: [{ ...kept, track: { ...kept.track!, muted: true } }, videoOffer(id("new"))],
  });
  expect(await replica.sessionEvent(id("bob"), "tracksUnpublished")).toMatchObject({ trackIds: [id("gone")] });
  const goneConsumer = first.consumers!.find((c) => c.trackId === id("gone"))!.id;
  expect(await replica.sessionEvent(id("bob"), "consumersRemoved")).toMatchObject({ consumerIds: [goneConsumer] });
  expect(await replica.sessionEvent(id("bob"), "trackMuted")).toMatchObject({
    trackId: id("kept"),
    muted: true,
    byModerator: false,
  });
  await replica.sessionEvent(id("bob"), "tracksPublished", (e) => e.tracks![0]!.id === id("new"));
});

test("unpublish and mute are told to the others", async () => {
  const { ann } = await attachPair();
  await replica.session(id("ann"), "publish", { pathId: pathOf(ann), tracks: [audioOffer(id("a"))] });
  await replica.session(id("ann"), "setMuted", { trackId: id("a"), muted: true });
  expect(await replica.sessionEvent(id("bob"), "trackMuted")).toMatchObject({ trackId: id("a"), muted: true });
  await replica.session(id("ann"), "unpublish", { trackIds: [id("a")] });
  expect(await replica.sessionEvent(id("bob"), "tracksUnpublished")).toMatchObject({ trackIds: [id("a")] });
  expect(replica.eventsOf(id("ann"), "trackMuted")).toEqual([]);
});

test("what is subscribed decides what is consumed, for tracks to come as well", async () => {
  newRoom();
  const [ann] = await attach([attachSession(id("ann"), "ann")]);
  await attach([attachSession(id("bob"), "bob", { autoSubscribe: false })]);
  const none = { paused: false, maxSpatialLayer: -1, maxTemporalLayer: -1 };
  await replica.session(id("bob"), "subscribe", {
    subscriptions: [{ trackId: id("v"), participantId: "ann", subscribed: true, ...none, maxSpatialLayer: 0 }],
  });
  await replica.session(id("ann"), "publish", {
    pathId: pathOf(ann!),
    tracks: [audioOffer(id("a")), simulcastOffer(id("v"))],
  });
  const added = await replica.sessionEvent(id("bob"), "consumersAdded");
  expect(added.consumers!.map((c) => c.trackId)).toEqual([id("v")]);
  await replica.session(id("bob"), "subscribe", {
    subscriptions: [{ trackId: id("v"), participantId: "ann", subscribed: false, ...none }],
  });
  expect(await replica.sessionEvent(id("bob"), "consumersRemoved")).toMatchObject({
    consumerIds: [added.consumers![0]!.id],
  });
  await replica.session(id("bob"), "subscribe", {
    subscriptions: [{ trackId: id("a"), participantId: "ann", subscribed: true, ...none, paused: true }],
  });
  await replica.sessionEvent(id("bob"), "consumersAdded", (e) => e.consumers![0]!.trackId === id("a"));
});

test("data goes to everybody else, or to those named", async () => {
  const { ann } = await attachPair();
  await attach([attachSession(id("eve"), "eve")]);
  const payload = new Uint8Array([1, 2, 3]);
  await replica.session(id("ann"), "sendData", { payload, topic: "all", to: [] });
  await replica.session(id("ann"), "sendData", { payload, topic: "one", to: ["eve", "nobody"] });
  await replica.sessionEvent(id("eve"), "dataReceived", (e) => e.topic === "one" && e.participantId === "ann");
  expect(replica.eventsOf(id("bob"), "dataReceived").map((e) => e.topic)).toEqual(["all"]);
  expect(replica.eventsOf(id("ann"), "dataReceived")).toEqual([]);
  expect(pathOf(ann)).toMatch(/^pa_/);
});

test("names and metadata change for the others", async () => {
  await attachPair();
  await replica.session(id("ann"), "updateSelf", { name: "Ann B.", metadata: "{}" });
  expect(await replica.sessionEvent(id("bob"), "participantUpdated")).toMatchObject({
    participantId: "ann",
    name: "Ann B.",
    metadata: "{}",
  });
});

test("a moderator mutes and removes", async () => {
  const { bob } = await attachPair();
  await replica.session(id("bob"), "publish", { pathId: pathOf(bob), tracks: [audioOffer(id("a"))] });
  await replica.session(id("ann"), "moderate", { participantId: "bob", action: "muteTrackId", muteTrackId: id("a") });
  expect(await replica.sessionEvent(id("bob"), "trackMuted")).toMatchObject({ byModerator: true, muted: true });
  await replica.session(id("ann"), "moderate", { participantId: "bob", action: "remove", remove: true });
  expect((await replica.event("sessionEnded", (e) => e.sessionId === id("bob"))).sessionEnded.error!.code).toBe(
    "removed",
  );
  expect(await replica.sessionEvent(id("ann"), "participantLeft")).toMatchObject({
    participantId: "bob",
    reason: "removed",
  });
});

test("the same identity again replaces the older session; others see nobody leave or join", async () => {
  const { bob } = await attachPair();
  await replica.session(id("bob"), "publish", {
    pathId: pathOf(bob),
    tracks: [audioOffer(id("same")), audioOffer(id("old"))],
  });
  await replica.sessionEvent(id("ann"), "consumersAdded");
  const [again] = await attach([attachSession(id("bob2"), "bob")]);
  expect((await replica.event("sessionEnded", (e) => e.sessionId === id("bob"))).sessionEnded.error!.code).toBe(
    "replaced",
  );
  expect(replica.eventsOf(id("ann"), "tracksUnpublished")).toEqual([]); // what it sent goes on for now
  await replica.session(id("bob2"), "assert", {
    pathId: pathOf(again!),
    tracks: [audioOffer(id("same")), audioOffer(id("new"))],
  });
  await replica.sessionEvent(
    id("ann"),
    "consumersAdded",
    (e) => e.consumers!.length === 2 && e.consumers!.some((c) => c.trackId === id("new")),
  );
  expect(replica.eventsOf(id("ann"), "tracksUnpublished").flatMap((e) => e.trackIds)).toEqual([id("old")]);
  expect(
    replica
      .eventsOf(id("ann"), "tracksPublished")
      .at(-1)!
      .tracks!.map((t) => t.id),
  ).toEqual([id("new")]);
  expect(replica.eventsOf(id("ann"), "participantLeft")).toEqual([]);
  expect(replica.eventsOf(id("ann"), "participantJoined")).toEqual([]);
});

test("a replaced session's tracks end when the new one says nothing for three seconds", async () => {
  const { bob } = await attachPair();
  await replica.session(id("bob"), "publish", { pathId: pathOf(bob), tracks: [audioOffer(id("a"))] });
  await attach([attachSession(id("bob2"), "bob")]);
  const startedMs = performance.now();
  await replica.sessionEvent(id("ann"), "tracksUnpublished");
  expect(performance.now() - startedMs).toBeGreaterThan(2_500);
});

test("the same session on a new path: the older path is unknown from then on", async () => {
  const { ann } = await attachPair();
  const [again] = await attach([attachSession(id("ann"), "ann")]);
  expect(pathOf(again!)).not.toBe(pathOf(ann));
  await expect(replica.session(id("ann"), "assert", { pathId: pathOf(ann), tracks: [] })).rejects.toMatchObject({
    code: "path_unknown",
  });
  await replica.session(id("ann"), "assert", { pathId: pathOf(again!), tracks: [] });
  expect(replica.events.filter((e) => e.body === "sessionEnded" && e.sessionEnded.sessionId === id("ann"))).toEqual([]);
});

test("a lower epoch is refused, a higher one lets the older room go", async () => {
  newRoom();
  await attach([attachSession(id("ann"), "ann")], { epoch: 5 });
  const stale = replica.caller.request("attach", {
    room,
    epoch: 4,
    cause: join,
    sessions: [attachSession(id("bob"), "bob")],
  });
  await expect(stale).rejects.toMatchObject({ code: "epoch_stale" });
  await attach([attachSession(id("bob"), "bob")], { epoch: 6, cause: nodeDied });
  await replica.event("roomsChanged", (e) => e.closed!.some((r) => r.room === room && r.epoch === 5));
  await expect(replica.session(id("ann"), "sendData", { payload: new Uint8Array(1) })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await replica.caller.request("describeRoom", { room })).toMatchObject({
    held: { epoch: 6 },
    participants: [{ id: "bob" }],
  });
});

test("a re-placed room is unsettled for two seconds, then tells who is in it", async () => {
  newRoom();
  const [ann] = await attach([attachSession(id("ann"), "ann")], { epoch: 2, cause: nodeDied });
  expect(ann!.settled).toBe(false);
  const [bob] = await attach([attachSession(id("bob"), "bob")], { epoch: 2, cause: nodeDied });
  expect(bob!.settled).toBe(false);
  const settled = await replica.sessionEvent(id("ann"), "roomSettled");
  expect(settled).toMatchObject({ epoch: 2, participantIds: ["ann", "bob"] });
});

test("closing a room ends its sessions; closing it again does nothing", async () => {
  await attachPair();
  await replica.caller.request("closeRoom", { room, epoch: 1, reason: "room_closed" });
  const ended = await replica.event("sessionEnded", (e) => e.sessionId === id("bob"));
  expect(ended.sessionEnded.error!.code).toBe("room_closed");
  await replica.event("roomsChanged", (e) => e.closed!.some((r) => r.room === room));
  await replica.caller.request("closeRoom", { room, epoch: 1, reason: "room_closed" });
  await expect(replica.caller.request("describeRoom", { room })).rejects.toMatchObject({ code: "not_found" });
});

test("a replica that comes back in time keeps its sessions, and is told what it missed when it asks", async () => {
  newRoom();
  const first = await TestReplica.connect(node.controlPort, clusterSecret, "re_back");
  const [ann] = await attach([attachSession(id("ann"), "ann")], { from: first });
  first.terminate();
  await first.closed;
  await attach([attachSession(id("bob"), "bob")]);
  const second = await TestReplica.connect(node.controlPort, clusterSecret, "re_back");
  const path = { pathId: pathOf(ann!), sessionId: id("ann"), room, participantId: "ann", lastSeq: 0 };
  const { paths } = await second.caller.request("adopt", { paths: [path] });
  expect(paths![0]!.missed!.map(({ event }) => decodeEvent(event!).body)).toContain("participantJoined");
  await second.session(id("ann"), "updateSelf", { name: "still here" });
  expect((await replica.sessionEvent(id("bob"), "participantUpdated")).name).toBe("still here");
  expect(replica.eventsOf(id("bob"), "participantLeft")).toEqual([]);
  await second.close();
});
