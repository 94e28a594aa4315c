import { afterAll, beforeAll, expect, test } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { audioOffer } from "./test-media.ts";
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

const close = (room: string, epoch: number, graceMs = 0, reason = "moved") =>
  replica.caller.request("closeRoom", { room, epoch, graceMs, reason });
const release = (...pathIds: string[]) => replica.caller.request("releasePaths", { pathIds });
const closedHere = (room: string) =>
  replica.event("roomsChanged", ({ closed }) => closed!.some((closedRoom) => closedRoom.room === room));

/** Both send audio, and hear each other. */
async function call(room: string): Promise<{ ann: string; bob: string }> {
  const [ann, bob] = (await attachTo(replica, room, ["ann", "bob"])).map(pathOf) as [string, string];
  await replica.session(sessionIn(room, "ann"), "publish", { pathId: ann, tracks: [audioOffer(`${room}.ann`)] });
  await replica.session(sessionIn(room, "bob"), "publish", { pathId: bob, tracks: [audioOffer(`${room}.bob`)] });
  for (const name of ["ann", "bob"]) {
    const { consumers, pathId } = await replica.sessionEvent(sessionIn(room, name), "consumersAdded");
    const consumerIds = consumers!.map(({ id }) => id!);
    await replica.session(sessionIn(room, name), "resumeConsumers", { pathId: pathId!, consumerIds });
  }
  return { ann, bob };
}

test("a room that moves goes on until everybody has changed over; then each path is told to be closed", async () => {
  const { ann, bob } = await call("moves");
  await close("moves", 1, 10_000);
  await closedHere("moves"); // no replica counts on it any more
  expect(await mediaIn(node, "moves")).toEqual({ producers: ["audio", "audio"], consumers: ["audio", "audio"] });

  await release(ann);
  // Ann hears nothing here any more, and is still heard.
  expect(await mediaIn(node, "moves")).toEqual({ producers: ["audio", "audio"], consumers: ["audio"] });
  expect(replica.eventsOf(sessionIn("moves", "bob"), "pathClosed")).toEqual([]);

  await release(bob);
  expect(await replica.sessionEvent(sessionIn("moves", "ann"), "pathClosed")).toEqual({ pathId: ann, reason: "moved" });
  expect(await replica.sessionEvent(sessionIn("moves", "bob"), "pathClosed")).toEqual({ pathId: bob, reason: "moved" });
  expect(await mediaIn(node, "moves")).toEqual({ producers: [], consumers: [] });
  expect(replica.eventsOf(sessionIn("moves", "bob"), "participantLeft")).toEqual([]);
});

test("who leaves the call while the room moves is not waited for", async () => {
  const { ann } = await call("leaves");
  await close("leaves", 1, 10_000);
  await release(ann);
  await replica.caller.request("detach", { sessionIds: [sessionIn("leaves", "bob")], reason: "left" });
  await replica.sessionEvent(sessionIn("leaves", "ann"), "pathClosed");
});

test("a room that moves is closed when the time is up, whoever is still in it", async () => {
  const { bob } = await call("late");
  await close("late", 1, 300);
  const startedMs = performance.now();
  expect(await replica.sessionEvent(sessionIn("late", "bob"), "pathClosed")).toEqual({ pathId: bob, reason: "moved" });
  expect(performance.now() - startedMs).toBeGreaterThan(250);
  expect(await mediaIn(node, "late")).toEqual({ producers: [], consumers: [] });
});

test("a room that has left comes back at a higher epoch only, while the old one is still leaving even", async () => {
  await call("back");
  await close("back", 1, 10_000);
  await expect(attachTo(replica, "back", ["ann"])).rejects.toMatchObject({ code: "epoch_stale" });
  const [ann] = await attachTo(replica, "back", ["ann"], { epoch: 2 });
  expect(ann).toMatchObject({ path: { epoch: 2 }, participants: [] });
  expect(await mediaIn(node, "back")).toMatchObject({ consumers: ["audio", "audio"] }); // the old one's
  expect(await replica.caller.request("describeRoom", { room: "back" })).toMatchObject({ held: { epoch: 2 } });
});

test("fenced by a higher epoch, a room is let go at once, and nothing is heard of it again", async () => {
  await call("fenced");
  await close("fenced", 5, 0, "epoch_stale");
  for (const name of ["ann", "bob"]) {
    const { sessionEnded } = await replica.event("sessionEnded", (e) => e.sessionId === sessionIn("fenced", name));
    expect(sessionEnded.error!.code).toBe("epoch_stale");
  }
  await closedHere("fenced");
  expect(await mediaIn(node, "fenced")).toEqual({ producers: [], consumers: [] });
  const heard = () =>
    replica.events.filter(
      (event) =>
        event.body === "sessionEvent" &&
        event.sessionEvent.targets!.some(({ sessionId }) => sessionId!.startsWith("fenced.")),
    ).length;
  const before = heard();
  await expect(replica.session(sessionIn("fenced", "ann"), "updateSelf", { name: "A" })).rejects.toMatchObject({
    code: "not_found",
  });
  for (const epoch of [1, 4]) {
    const lower = attachTo(replica, "fenced", ["ann"], { epoch });
    await expect(lower).rejects.toMatchObject({ code: "epoch_stale" });
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(heard()).toBe(before);
  await attachTo(replica, "fenced", ["ann"], { epoch: 6 });
});

test("a lower epoch closes nothing, with grace or without", async () => {
  await attachTo(replica, "newer", ["ann"], { epoch: 3 });
  await expect(close("newer", 2)).rejects.toMatchObject({ code: "epoch_stale" });
  await expect(close("newer", 2, 1_000)).rejects.toMatchObject({ code: "epoch_stale" });
  expect(await replica.caller.request("describeRoom", { room: "newer" })).toMatchObject({ held: { epoch: 3 } });
});

test("an ICE restart gives both transports new credentials", async () => {
  const [offer] = await attachTo(replica, "ice", ["ann"]);
  const restart = async () => (await replica.session(sessionIn("ice", "ann"), "restartIce", {})).restartIce!;
  const credentials = [offer!.path!.send!.ice!, offer!.path!.recv!.ice!];
  for (let round = 0; round < 2; round++) {
    const { send, recv } = await restart();
    expect([send!.iceLite, recv!.iceLite]).toEqual([true, true]);
    credentials.push(send!, recv!);
  }
  expect(new Set(credentials.map(({ usernameFragment }) => usernameFragment)).size).toBe(6);
  expect(new Set(credentials.map(({ password }) => password)).size).toBe(6);
  await expect(replica.session("nobody", "restartIce", {})).rejects.toMatchObject({ code: "not_found" });
});
