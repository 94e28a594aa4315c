// A track belongs to its publisher: whoever claims the id of somebody else's track gets a track of its own.

import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { wire } from "../../proto/model.ts";
import type { Node } from "../../sfu/main.ts";
import { attachSession, audioOffer, videoOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";
import { attachTo, pathOf, sessionIn } from "./test-room.ts";

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
const id = "camera";

/** Whose tracks the consumers are of, as somebody in the room was told. */
const receivedBy = (room: string, name: string, offered: readonly wire.Consumer.$Shape[] = []) =>
  [...offered, ...replica.eventsOf(sessionIn(room, name), "consumersAdded").flatMap(({ consumers }) => consumers!)]
    .map(({ participantId, trackId }) => `${participantId} ${trackId}`)
    .sort();

/** Every consumer of the room carries the producer of the participant that it is told to be of. */
function expectEverybodysOwn(name: string): void {
  for (const room of node.rooms.values()) {
    if (room.name !== name) continue;
    for (const path of room.paths)
      for (const { track, consumer } of path.consumers.values()) {
        if (consumer) expect(consumer.producerId).toBe(track.producer.id);
        expect(track.producer.appData["participantId"]).toBe(track.participantId);
        expect(room.members.get(track.participantId)?.tracks.get(track.id)).toBe(track);
      }
  }
}

test("two participants publish tracks of the same id; both are received, each under its own name", async () => {
  const room = "same-id";
  const [ann, bob] = await attachTo(replica, room, ["ann", "bob", "eve"]);
  await replica.session(sessionIn(room, "ann"), "publish", { pathId: pathOf(ann), tracks: [videoOffer(id)] });
  await replica.session(sessionIn(room, "bob"), "publish", { pathId: pathOf(bob), tracks: [videoOffer(id)] });
  await vi.waitFor(() => expect(receivedBy(room, "eve")).toEqual([`ann ${id}`, `bob ${id}`]), 5_000);
  await vi.waitFor(() => expect(receivedBy(room, "bob")).toEqual([`ann ${id}`]), 5_000);
  expectEverybodysOwn(room);

  // What one does to one's own leaves the other's alone.
  await replica.session(sessionIn(room, "bob"), "setMuted", { trackId: id, muted: true });
  await replica.session(sessionIn(room, "bob"), "unpublish", { trackIds: [id] });
  const trackMuted = await replica.sessionEvent(sessionIn(room, "eve"), "trackMuted");
  expect(trackMuted).toMatchObject({ participantId: "bob", trackId: id });
  const removed = await replica.sessionEvent(sessionIn(room, "eve"), "consumersRemoved");
  expect(removed.consumerIds).toHaveLength(1);
  const { participants } = await replica.caller.request("describeRoom", { room });
  expect(participants!.map((p) => [p.id, p.tracks!.length, p.tracks![0]?.muted])).toEqual([
    ["ann", 1, false],
    ["bob", 0, undefined],
    ["eve", 0, undefined],
  ]);
});

test("who prepares somebody else's track ids for a failover gets tracks of its own, and the owner keeps its", async () => {
  const room = "prepared";
  const sessions = ["eve", "ann", "bob"].map((name) =>
    attachSession(sessionIn(room, name), name, name === "bob" ? {} : { prepared: { tracks: [videoOffer(id)] } }),
  );
  const { results } = await replica.caller.request("attach", { room, epoch: 2, cause: nodeDied, sessions });
  const offers = results!.map((result) => (result.outcome === "offer" ? result.offer : undefined));
  expect(receivedBy(room, "bob", offers[2]!.consumers!)).toEqual([`ann ${id}`, `eve ${id}`]);
  expectEverybodysOwn(room);
});

test("who asserts somebody else's track id on a standby first does not keep its owner from it", async () => {
  const room = "standby";
  const [eve, ann] = await attachTo(replica, room, ["eve", "ann", "bob"], { standby: true });
  await replica.session(
    sessionIn(room, "eve"),
    "assert",
    { pathId: pathOf(eve), tracks: [audioOffer(id)] },
    pathOf(eve),
  );
  await replica.session(
    sessionIn(room, "ann"),
    "assert",
    { pathId: pathOf(ann), tracks: [audioOffer(id)] },
    pathOf(ann),
  );
  await replica.caller.request("promoteRoom", { room, epoch: 2, cause: nodeDied });
  await vi.waitFor(() => expect(receivedBy(room, "bob")).toEqual([`ann ${id}`, `eve ${id}`]), 5_000);
  expectEverybodysOwn(room);
});

test("forty publishes of one id at once, by two people: one each goes through", async () => {
  const room = "at-once";
  const [ann, bob] = await attachTo(replica, room, ["ann", "bob", "eve"]);
  const publish = (name: string, pathId: string) =>
    replica.session(sessionIn(room, name), "publish", { pathId, tracks: [audioOffer(id)] });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? publish("ann", pathOf(ann)) : publish("bob", pathOf(bob)))),
  );
  // The one after it is of another stream, and takes its place.
  expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(2);
  const { participants } = await replica.caller.request("describeRoom", { room });
  expect(participants!.map((p) => [p.id, p.tracks!.length])).toEqual([
    ["ann", 1],
    ["bob", 1],
    ["eve", 0],
  ]);
  expectEverybodysOwn(room);
});

test("a subscription without its publisher is refused", async () => {
  const room = "unnamed";
  await attachTo(replica, room, ["ann"]);
  const subscriptions = [{ trackId: id, subscribed: true }];
  await expect(replica.session(sessionIn(room, "ann"), "subscribe", { subscriptions })).rejects.toMatchObject({
    code: "bad_request",
  });
});

test("a pause of one participant's track does not pause another's of the same id", async () => {
  const room = "paused";
  const [ann, bob] = await attachTo(replica, room, ["ann", "bob", "eve"]);
  for (const [name, offer] of [
    ["ann", ann],
    ["bob", bob],
  ] as const)
    await replica.session(sessionIn(room, name), "publish", { pathId: pathOf(offer), tracks: [audioOffer(id)] });
  const subscriptions = [{ trackId: id, participantId: "ann", subscribed: false }];
  await replica.session(sessionIn(room, "eve"), "subscribe", { subscriptions });
  const eve = [...[...node.rooms.values()].find(({ name }) => name === room)!.paths].find(
    ({ participantId }) => participantId === "eve",
  )!;
  expect([...eve.consumers.values()].map(({ track }) => track.participantId)).toEqual(["bob"]);
});
