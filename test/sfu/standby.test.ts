import { afterAll, beforeAll, expect, test } from "vitest";
import type { PathOffer } from "../../proto/model.ts";
import type { Node } from "../../sfu/main.ts";
import { audioOffer, videoOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";
import { attachTo, mediaIn, pathOf, sessionIn } from "./test-room.ts";

const nodeDied = 2;
const standbyRole = 1;
const standby = true;
let node: Node;
let replica: TestReplica;
beforeAll(async () => {
  ({ node } = await startTestNode({ workers: 2 }));
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
});
afterAll(async () => {
  await replica.close();
  await node.close();
});

/** Ann sends audio and video, Bob receives both, on standby paths; each client has done its part. */
async function standbyCall(room: string, epoch: number): Promise<PathOffer[]> {
  const offers = await attachTo(replica, room, ["ann", "bob"], { epoch, standby });
  const tracks = [audioOffer(`${room}.a`), videoOffer(`${room}.v`)];
  await replica.session(sessionIn(room, "ann"), "assert", { pathId: pathOf(offers[0]), tracks }, pathOf(offers[0]));
  const { consumers } = await replica.sessionEvent(sessionIn(room, "bob"), "consumersAdded");
  expect(consumers!.map((consumer) => consumer.trackId).sort()).toEqual([`${room}.a`, `${room}.v`]);
  const ready = { pathId: pathOf(offers[1]), consumerIds: consumers!.map((consumer) => consumer.id!) };
  await replica.session(sessionIn(room, "bob"), "resumeConsumers", ready, pathOf(offers[1]));
  return offers;
}

const promote = (room: string, epoch: number) =>
  replica.caller.request("promoteRoom", { room, epoch, cause: nodeDied });

test("a standby has everything and forwards nothing, and tells nobody who is in it", async () => {
  const offers = await standbyCall("quiet", 3);
  expect(offers).toMatchObject([
    { role: standbyRole, path: { epoch: 3 } },
    { role: standbyRole, path: { epoch: 3 } },
  ]);
  await replica.event("roomsChanged", (e) => e.opened!.some((r) => r.room === "quiet" && r.epoch === 3 && r.standby!));
  await attachTo(replica, "quiet", ["eve"], { epoch: 3, standby });
  expect(await mediaIn(node, "quiet")).toEqual({
    producers: ["audio paused", "video paused"],
    consumers: ["audio paused", "audio paused", "video paused", "video paused"],
  });
  for (const told of ["participantJoined", "tracksPublished", "roomSettled"] as const)
    expect(replica.eventsOf(sessionIn("quiet", "bob"), told)).toEqual([]);
  await expect(replica.caller.request("describeRoom", { room: "quiet" })).rejects.toMatchObject({ code: "not_found" });
});

test("promoted, it is the room at the new epoch, and media is let go at once", async () => {
  const offers = await standbyCall("promoted", 3);
  const { pathIds } = await promote("promoted", 4);
  expect(pathIds!.toSorted()).toEqual(offers.map(pathOf).toSorted());
  // Bob's transport is not connected: his video waits for that, and so does the producer for its first receiver.
  expect(await mediaIn(node, "promoted")).toEqual({
    producers: ["audio", "video paused"],
    consumers: ["audio", "video paused"],
  });
  const { roomsChanged } = await replica.event("roomsChanged", (e) => e.opened!.some((r) => r.epoch === 4));
  expect(roomsChanged).toMatchObject({
    opened: [{ room: "promoted", epoch: 4, sessions: 2, standby: false }],
    closed: [{ room: "promoted", epoch: 3, standby: true }],
  });
  expect(await replica.caller.request("describeRoom", { room: "promoted" })).toMatchObject({ held: { epoch: 4 } });
  const [eve] = await attachTo(replica, "promoted", ["eve"], { epoch: 4, cause: nodeDied });
  expect(eve).toMatchObject({ settled: false, participants: [{ id: "ann" }, { id: "bob" }] });
  await replica.sessionEvent(sessionIn("promoted", "bob"), "participantJoined");
  const settled = await replica.sessionEvent(sessionIn("promoted", "ann"), "roomSettled");
  expect(settled).toEqual({ epoch: 4, participantIds: ["ann", "bob", "eve"] });
});

test("only a standby that is there is promoted, and only to a higher epoch", async () => {
  await expect(promote("nowhere", 2)).rejects.toMatchObject({ code: "not_found" });
  await attachTo(replica, "both", ["ann"], { epoch: 5 });
  await attachTo(replica, "both", ["bob"], { epoch: 5, standby });
  for (const epoch of [4, 5]) await expect(promote("both", epoch)).rejects.toMatchObject({ code: "epoch_stale" });
  await promote("both", 6);
  await expect(promote("both", 7)).rejects.toMatchObject({ code: "not_found" });
});

test("beside the room itself it is on another worker, and takes its place", async () => {
  await attachTo(replica, "beside", ["ann"], { epoch: 1 });
  const [offer] = await attachTo(replica, "beside", ["ann"], { epoch: 1, standby });
  const slots = [...node.rooms.values()].filter(({ name }) => name === "beside").map(({ worker }) => worker.slot);
  expect(slots.toSorted()).toEqual([0, 1]);
  process.kill(node.workerPids[slots[0]!]!, "SIGKILL");
  const { roomsLost } = await replica.event("roomsLost");
  expect(roomsLost.rooms).toContainEqual(expect.objectContaining({ room: "beside", standby: false }));
  expect((await promote("beside", 2)).pathIds).toEqual([pathOf(offer)]);
});

test("it follows the room to higher epochs, and to no lower one", async () => {
  await attachTo(replica, "follows", ["ann"], { epoch: 2, standby });
  await attachTo(replica, "follows", ["bob"], { epoch: 4, standby });
  await replica.event("roomsChanged", (e) => e.opened!.some((r) => r.room === "follows" && r.epoch === 4));
  const lower = attachTo(replica, "follows", ["eve"], { epoch: 3, standby });
  await expect(lower).rejects.toMatchObject({ code: "epoch_stale" });
});

test("it is closed apart from the room", async () => {
  await attachTo(replica, "apart", ["ann"]);
  await attachTo(replica, "apart", ["ann"], { standby });
  const close = (epoch: number) => replica.caller.request("closeRoom", { room: "apart", epoch, standby });
  await close(1);
  await replica.event("roomsChanged", (e) => e.closed!.some((r) => r.room === "apart" && r.standby!));
  await close(1); // once more does nothing
  expect((await replica.caller.request("describeRoom", { room: "apart" })).participants).toMatchObject([{ id: "ann" }]);
});
