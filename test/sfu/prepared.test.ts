import { afterAll, beforeAll, expect, test } from "vitest";
import type { wire } from "../../proto/model.ts";
import type { Node } from "../../sfu/main.ts";
import { onReceiverConnected } from "../../sfu/rooms/flow.ts";
import { attachSession, audioOffer, simulcastOffer, videoOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";
import { attachTo, mediaIn, pathOf, sessionIn } from "./test-room.ts";

let node: Node;
let replica: TestReplica;
beforeAll(async () => {
  ({ node } = await startTestNode());
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
});
afterAll(async () => {
  await replica.close();
  await node.close();
});

const nodeDied = 2;

type Tracks = Record<string, wire.TrackOffer.$Shape[]>;

/** Sessions that said ahead what they will send. */
async function attachPrepared(room: string, tracks: Tracks, subscriptions: wire.Subscription.$Shape[] = []) {
  const sessions = Object.entries(tracks).map(([name, offers]) =>
    attachSession(sessionIn(room, name), name, { prepared: { tracks: offers, subscriptions } }),
  );
  const { results } = await replica.caller.request("attach", { room, epoch: 2, cause: nodeDied, sessions });
  return results!.map((result) => {
    if (result.outcome !== "offer") throw new Error(`not attached: ${result.error?.code}`);
    return result.offer;
  });
}

const both = (name: string): wire.TrackOffer.$Shape[] => [audioOffer(`${name}.audio`), videoOffer(`${name}.video`)];

/** What others were told of the session's tracks, by kind of event. */
const toldOf = (room: string, name: string) =>
  (["tracksPublished", "tracksUnpublished", "consumersAdded", "consumersRemoved"] as const).filter(
    (event) => replica.eventsOf(sessionIn(room, name), event).length > 0,
  );

test("who comes with prepared tracks is received by the others from the first answer on", async () => {
  const tracks = { ann: both("first.ann"), bob: both("first.bob") };
  const [ann, bob] = await attachPrepared("first", tracks);
  expect(ann!.participants!.map(({ id, tracks: has }) => [id, has!.length])).toEqual([["bob", 2]]);
  expect(ann!.consumers!.map(({ trackId }) => trackId).sort()).toEqual(["first.bob.audio", "first.bob.video"]);
  expect(bob!.consumers!.map(({ trackId }) => trackId).sort()).toEqual(["first.ann.audio", "first.ann.video"]);

  const before = await mediaIn(node, "first");
  expect(before.producers).toEqual(["audio", "audio", "video paused", "video paused"]);
  for (const [name, offer] of [
    ["ann", ann],
    ["bob", bob],
  ] as const)
    await replica.session(sessionIn("first", name), "assert", { pathId: pathOf(offer), tracks: tracks[name] });
  expect(await mediaIn(node, "first")).toEqual(before);
  expect([...toldOf("first", "ann"), ...toldOf("first", "bob")]).toEqual([]);
});

test("a client is told once when its pictures are forwarded, and may wait for that", async () => {
  const [ann, bob] = await attachPrepared("ready", { ann: both("ready.ann"), bob: both("ready.bob") });
  for (const [name, offer] of [
    ["ann", ann],
    ["bob", bob],
  ] as const) {
    const consumerIds = offer!.consumers!.map(({ id }) => id!);
    await replica.session(sessionIn("ready", name), "resumeConsumers", { pathId: pathOf(offer), consumerIds });
  }
  expect(replica.eventsOf(sessionIn("ready", "ann"), "receiversReady")).toEqual([]);
  const room = [...node.rooms.values()].find(({ name }) => name === "ready")!;
  const bobs = [...room.paths].find(({ participantId }) => participantId === "bob")!;
  onReceiverConnected(room, bobs); // as its DTLS does
  const told = await replica.sessionEvent(sessionIn("ready", "ann"), "receiversReady");
  expect(told).toEqual({ pathId: pathOf(ann), trackIds: ["ready.ann.video"] });
  expect((await mediaIn(node, "ready")).producers).toEqual(["audio", "audio", "video", "video paused"]);
  onReceiverConnected(room, bobs);
  await replica.session(sessionIn("ready", "ann"), "subscribe", { subscriptions: [] });
  expect(replica.eventsOf(sessionIn("ready", "ann"), "receiversReady")).toHaveLength(1);
});

test("who was there before is told as of anybody who publishes", async () => {
  await attachTo(replica, "later", ["ann"], { epoch: 2 });
  await attachPrepared("later", { bob: both("later.bob") });
  const { participant } = await replica.sessionEvent(sessionIn("later", "ann"), "participantJoined");
  expect(participant!.id).toBe("bob");
  expect((await replica.sessionEvent(sessionIn("later", "ann"), "tracksPublished")).tracks).toHaveLength(2);
  expect((await replica.sessionEvent(sessionIn("later", "ann"), "consumersAdded")).consumers).toHaveLength(2);
});

test("who comes at the same time by another replica, and is not there yet, receives them as well", async () => {
  const many = (name: string) => Array.from({ length: 8 }, (_, index) => audioOffer(`while.${name}.${index}`));
  // Their many tracks are still being made when ann, who comes last, is there with her one.
  const [offers] = await Promise.all([
    attachPrepared("while", { bob: many("bob"), cem: many("cem") }),
    attachPrepared("while", { ann: [audioOffer("while.ann")] }),
  ]);
  for (const [index, name] of ["bob", "cem"].entries()) {
    const listed = offers[index]!.consumers!.some(({ trackId }) => trackId === "while.ann");
    if (!listed) expect(await receivedLater("while", name)).toContain("while.ann");
  }
});

const receivedLater = async (room: string, name: string) =>
  (await replica.sessionEvent(sessionIn(room, name), "consumersAdded")).consumers!.map(({ trackId }) => trackId);

test("what was prepared to be received holds before it is asserted", async () => {
  const unwanted = { trackId: "less.bob.video", participantId: "bob", subscribed: false };
  const [ann] = await attachPrepared("less", { ann: both("less.ann"), bob: both("less.bob") }, [unwanted]);
  expect(ann!.consumers!.map(({ trackId }) => trackId)).toEqual(["less.bob.audio"]);
});

test("a client that sends another stream than it prepared replaces it, and no track comes or goes for the others", async () => {
  const [ann] = await attachPrepared("other", { ann: both("other.ann"), bob: both("other.bob") });
  const tracks = both("other.ann");
  await replica.session(sessionIn("other", "ann"), "assert", { pathId: pathOf(ann), tracks });
  const { consumers } = await replica.sessionEvent(sessionIn("other", "bob"), "consumersAdded");
  expect(consumers!.map(({ trackId }) => trackId).sort()).toEqual(["other.ann.audio", "other.ann.video"]);
  expect(toldOf("other", "bob").sort()).toEqual(["consumersAdded", "consumersRemoved"]);
  expect((await mediaIn(node, "other")).producers).toEqual(["audio", "audio", "video paused", "video paused"]);
});

test("a stream with layers is known by its mid and their rids", async () => {
  const tracks = [simulcastOffer("layers.ann.video")];
  const [ann] = await attachPrepared("layers", { ann: tracks, bob: [] });
  const pathId = pathOf(ann);
  await replica.session(sessionIn("layers", "ann"), "assert", { pathId, tracks });
  expect(toldOf("layers", "bob")).toEqual([]);
  await replica.session(sessionIn("layers", "ann"), "assert", { pathId, tracks: [simulcastOffer("layers.ann.video")] });
  await replica.sessionEvent(sessionIn("layers", "bob"), "consumersAdded");
  expect(toldOf("layers", "bob").sort()).toEqual(["consumersAdded", "consumersRemoved"]);
});

test("what is asserted holds: a prepared track that is no longer intended goes, a muted one is muted", async () => {
  const tracks = both("holds.ann");
  const [ann] = await attachPrepared("holds", { ann: tracks, bob: [] });
  const [audio] = tracks;
  const muted = { ...audio!, track: { ...audio!.track, muted: true } };
  await replica.session(sessionIn("holds", "ann"), "assert", { pathId: pathOf(ann), tracks: [muted] });
  expect((await mediaIn(node, "holds")).producers).toEqual(["audio paused"]);
  const { trackIds } = await replica.sessionEvent(sessionIn("holds", "bob"), "tracksUnpublished");
  expect(trackIds).toEqual(["holds.ann.video"]);
});

test("what cannot be made is left out, and the session is attached without it", async () => {
  const broken = { track: { id: "bad.ann.audio", kind: 1 }, rtp: { ...audioOffer("x").rtp, codecs: [] } };
  const [ann, bob] = await attachPrepared("bad", { ann: [broken], bob: both("bad.bob") });
  expect(bob!.consumers).toEqual([]);
  expect(ann!.consumers).toHaveLength(2);
  await replica.session(sessionIn("bad", "ann"), "assert", { pathId: pathOf(ann), tracks: both("bad.ann") });
  expect((await mediaIn(node, "bad")).producers).toHaveLength(4);
});

test("what an older path on the node carries goes on until the new one is asserted", async () => {
  await attachPrepared("older", { ann: both("older.ann"), bob: [] });
  const before = (await mediaIn(node, "older")).producers;
  const [again] = await attachPrepared("older", { ann: both("older.ann") });
  expect((await mediaIn(node, "older")).producers).toEqual(before);
  expect(toldOf("older", "bob")).toEqual([]);
  await replica.session(sessionIn("older", "ann"), "assert", { pathId: pathOf(again), tracks: both("older.ann") });
  expect(await replica.sessionEvent(sessionIn("older", "bob"), "consumersAdded")).toBeDefined();
});
