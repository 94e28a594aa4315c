import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AttachSession } from "../../sfu/messages.ts";
import type { Node } from "../../sfu/main.ts";
import { attachSession, audioOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";

let node: Node;
let replica: TestReplica;
let roomNumber = 0;
let room: string;

beforeAll(async () => {
  ({ node } = await startTestNode({ maxParticipantsPerRoom: 4 }));
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
});
afterAll(async () => {
  await replica.close();
  await node.close();
});

const id = (name: string): string => `${room}.${name}`;
const attach = async (sessions: AttachSession[], maxParticipants = 0) =>
  (await replica.caller.request("attach", { room, epoch: 1, cause: 1, sessions, maxParticipants })).results!;
const manage = (participantId: string, change: object, where = room) =>
  replica.caller.request("manageParticipant", { room: where, participantId, ...change });

let annPath: string;
beforeEach(async () => {
  room = `managed-${++roomNumber}`;
  const [ann] = await attach([attachSession(id("ann"), "ann"), attachSession(id("bob"), "bob")]);
  annPath = ann!.offer!.path!.id!;
});

test("a new name is told to the others and to the participant; what is not mentioned stays", async () => {
  await manage("ann", { name: "Ann", metadata: "m" });
  const { participant } = await manage("ann", { name: "Anna" });
  expect(participant).toMatchObject({ id: "ann", name: "Anna", metadata: "m" });
  for (const who of ["ann", "bob"]) {
    expect(replica.eventsOf(id(who), "participantUpdated")).toMatchObject([
      { participantId: "ann", name: "Ann", metadata: "m" },
      { participantId: "ann", name: "Anna", metadata: "m" },
    ]);
  }
});

test("nothing is told when nothing changes; the hidden are told of themselves only", async () => {
  await attach([attachSession(id("spy"), "spy", { hidden: true, canPublish: false })]);
  await manage("ann", { name: "ANN" });
  await manage("spy", { name: "Spy" });
  expect(replica.eventsOf(id("bob"), "participantUpdated")).toEqual([]);
  expect(replica.eventsOf(id("spy"), "participantUpdated")).toMatchObject([{ participantId: "spy", name: "Spy" }]);
});

test("tracks are muted as by a moderator; one that is not there mutes none", async () => {
  const trackId = `tr_${room}`;
  await replica.session(id("ann"), "publish", { pathId: annPath, tracks: [audioOffer(trackId)] });
  await expect(manage("ann", { name: "x", muteTrackIds: [trackId, "tr_none"] })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(replica.eventsOf(id("bob"), "trackMuted")).toEqual([]);
  const { participant } = await manage("ann", { muteTrackIds: [trackId] });
  expect(participant).toMatchObject({ name: "ANN", tracks: [{ id: trackId, muted: true }] });
  for (const who of ["ann", "bob"])
    expect(await replica.sessionEvent(id(who), "trackMuted")).toMatchObject({
      trackId,
      muted: true,
      byModerator: true,
    });
});

test("who is removed is gone, and its replica knows why", async () => {
  expect((await manage("ann", { remove: true })).participant ?? undefined).toBeUndefined();
  const ended = await replica.event("sessionEnded", ({ sessionId }) => sessionId === id("ann"));
  expect(ended.sessionEnded.error).toMatchObject({ code: "removed" });
  expect(await replica.sessionEvent(id("bob"), "participantLeft")).toMatchObject({ participantId: "ann" });
  await expect(manage("ann", { remove: true })).rejects.toMatchObject({ code: "not_found" });
});

test.each<[string, string, object, string | undefined, string]>([
  ["nobody of that name", "eve", {}, undefined, "not_found"],
  ["no such room", "ann", {}, "nowhere", "not_found"],
  ["a room that is no name", "ann", {}, "a b", "bad_request"],
  ["a name too long", "ann", { name: "n".repeat(300) }, undefined, "bad_request"],
])("%s", async (_name, who, change, where, code) => {
  await expect(manage(who, change, where ?? room)).rejects.toMatchObject({ code });
});

test("a room takes as many as it is told to, and no more than the node does", async () => {
  const codeOf = async (name: string, max: number) => {
    const [result] = await attach([attachSession(id(name), name)], max);
    return result!.outcome === "error" ? result!.error?.code : "ok";
  };
  expect(await codeOf("cy", 2)).toBe("limit_participants");
  expect(await codeOf("bob", 2)).toBe("ok"); // who comes again takes no new place
  expect(await codeOf("cy", 3)).toBe("ok");
  expect(await codeOf("di", 3)).toBe("limit_participants");
  expect(await codeOf("di", 0)).toBe("ok");
  expect(await codeOf("ed", 100)).toBe("limit_participants");
});
