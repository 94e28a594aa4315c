import { afterEach, beforeEach, expect, test } from "vitest";
import { decodeEvent } from "../../proto/cluster-codec.ts";
import type { Node } from "../../sfu/main.ts";
import { attachSession, audioOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";
import { attachTo, pathOf, sessionIn } from "./test-room.ts";

/** As many events as a path keeps (rooms/path-events.ts). */
const keptEvents = 256;
const graceMs = 2_000;
const room = "r";
const [ann, bob] = [sessionIn(room, "ann"), sessionIn(room, "bob")];
let node: Node;
let first: TestReplica;
let second: TestReplica;
let annPath: string;
let bobPath: string;

beforeEach(async () => {
  ({ node } = await startTestNode({ replicaGraceMs: graceMs }));
  first = await TestReplica.connect(node.controlPort, clusterSecret, "re_first");
  second = await TestReplica.connect(node.controlPort, clusterSecret, "re_second");
  [annPath, bobPath] = (await attachTo(first, room, ["ann", "bob"])).map(pathOf) as [string, string];
});
afterEach(async () => {
  first.terminate();
  second.terminate();
  await node.close();
});

/** Bob takes these names, one after the other: an event each for Ann. */
async function rename(by: TestReplica, names: readonly string[]): Promise<void> {
  for (const name of names) await by.session(bob, "updateSelf", { name });
}
const asked = (over: object = {}) => ({ pathId: annPath, sessionId: ann, room, participantId: "ann", ...over });
const adopt = async (lastSeq: number, by = second) =>
  (await by.caller.request("adopt", { paths: [asked({ lastSeq })] })).paths!;
const namesSeenBy = (replica: TestReplica): string[] =>
  replica.eventsOf(ann, "participantUpdated").map(({ name }) => name!);
const sequenceOf = (replica: TestReplica): number[] =>
  replica.events.flatMap((event) =>
    event.body === "sessionEvent"
      ? event.sessionEvent.targets!.filter(({ pathId }) => pathId === annPath).map(({ seq }) => seq!)
      : [],
  );
const endedAt = (replica: TestReplica) =>
  replica.events.flatMap((event) => (event.body === "sessionEnded" ? [event.sessionEnded] : []));

test("another replica gets what was missed, once and in order, and all that comes after", async () => {
  await rename(first, ["B1", "B2", "B3"]);
  await first.sessionEvent(ann, "participantUpdated", ({ name }) => name === "B3");
  const [adopted] = await adopt(1);
  expect(adopted).toMatchObject({ pathId: annPath, room, epoch: 1, standby: false, participant: { id: "ann" } });
  expect(adopted!.missed!.map(({ seq, event }) => ({ seq, ...decodeEvent(event!) }))).toMatchObject([
    { seq: 2, participantUpdated: { name: "B2" } },
    { seq: 3, participantUpdated: { name: "B3" } },
  ]);
  const { sessionEnded } = await first.event("sessionEnded");
  expect(sessionEnded).toMatchObject({ sessionId: ann, pathId: annPath, error: { code: "session_moved" } });

  await rename(first, ["B4"]); // Bob is still the first one's
  await second.sessionEvent(ann, "participantUpdated", ({ name }) => name === "B4");
  expect(sequenceOf(second)).toEqual([4]);
  expect(namesSeenBy(first)).toEqual(["B1", "B2", "B3"]);
});

test("events that come while it changes hands are neither lost nor doubled", async () => {
  const renaming = rename(
    first,
    Array.from({ length: 60 }, (_, i) => `B${i}`),
  );
  await first.sessionEvent(ann, "participantUpdated", ({ name }) => name === "B20");
  const lastSeq = 15; // a client that was told less than its replica
  const [adopted] = await adopt(lastSeq);
  await renaming;
  await second.sessionEvent(ann, "participantUpdated", ({ name }) => name === "B59");
  const seen = [...adopted!.missed!.map(({ seq }) => seq!), ...sequenceOf(second)];
  expect(seen).toEqual(Array.from({ length: 60 - lastSeq }, (_, i) => lastSeq + 1 + i));
});

test("who missed more than is kept gets a snapshot instead", async () => {
  await first.session(bob, "publish", { pathId: bobPath, tracks: [audioOffer("tr")] });
  await first.sessionEvent(ann, "consumersAdded");
  const before = Math.max(...sequenceOf(first));
  await rename(
    first,
    Array.from({ length: keptEvents + 1 }, (_, i) => `B${i}`),
  );
  const last = before + keptEvents + 1;

  const [kept] = await adopt(last - keptEvents);
  expect(kept!.missed).toHaveLength(keptEvents);
  expect(kept!.snapshot).toBeNull();
  const [adopted] = await adopt(last - keptEvents - 1);
  expect(adopted!.missed).toEqual([]);
  expect(adopted!.snapshot).toMatchObject({
    seq: last,
    settled: true,
    participants: [{ id: "bob", name: `B${keptEvents}`, tracks: [{ id: "tr" }] }],
    consumers: [{ trackId: "tr" }],
  });
});

test("a path that is not there, or is somebody else's, is gone, and nothing changes hands; one's own is nothing new", async () => {
  const goneBecause = async (over: object) => {
    const { paths, gone } = await second.caller.request("adopt", { paths: [asked(over)] });
    expect(paths).toEqual([]);
    return gone!.map(({ pathId, error }) => [pathId, error!.code]);
  };
  expect(await goneBecause({ pathId: "pa_none" })).toEqual([["pa_none", "path_unknown"]]);
  expect(await goneBecause({ sessionId: bob })).toEqual([[annPath, "path_unknown"]]);
  expect(await goneBecause({ room: "other" })).toEqual([[annPath, "forbidden"]]);
  expect(await goneBecause({ participantId: "bob" })).toEqual([[annPath, "forbidden"]]);
  expect(await goneBecause({ mediaGrants: "more" })).toEqual([[annPath, "path_unknown"]]);
  expect(endedAt(first)).toEqual([]);
  expect(await adopt(0, first)).toHaveLength(1);
  await rename(first, ["B1"]);
  await first.sessionEvent(ann, "participantUpdated");
  expect(endedAt(first)).toEqual([]);
});

test("why a session ended is told to whoever asks for it, and it is not attached again", async () => {
  await first.caller.request("manageParticipant", { room, participantId: "ann", remove: true });
  await first.caller.request("detach", { sessionIds: [bob], reason: "absent" });
  const { gone } = await second.caller.request("adopt", {
    paths: [asked(), asked({ pathId: bobPath, sessionId: bob, participantId: "bob" })],
  });
  expect(gone!.map(({ error }) => error!.code)).toEqual(["removed", "absent"]);
  const again = { room, epoch: 1, cause: 2, sessions: [attachSession(ann, "ann")] };
  const { results } = await second.caller.request("attach", again);
  expect(results).toMatchObject([{ outcome: "error", error: { code: "removed" } }]);
});

test("a session that another one of its identity replaced is over; one that its own page goes on with is not", async () => {
  const came = async (id: string, follows = "") =>
    second.caller.request("attach", { room, epoch: 1, cause: 1, sessions: [attachSession(id, "ann", { follows })] });
  const why = async (sessionId: string) => {
    const { gone } = await second.caller.request("adopt", { paths: [asked({ sessionId })] });
    return gone![0]!.error!.code;
  };
  await came("se_same", ann);
  expect(await why(ann)).toBe("path_unknown");
  await came("se_other");
  expect(await why("se_same")).toBe("replaced");
});

test("who came back as another session is adopted with when that one began", async () => {
  const participant = { id: "ann", name: "ANN", metadata: "", joinedAtMs: 5_000 };
  const again = attachSession("se_again", "ann", { participant });
  const { results } = await first.caller.request("attach", { room, epoch: 1, cause: 1, sessions: [again] });
  const [result] = results!;
  const pathId = result!.outcome === "offer" ? pathOf(result!.offer) : "";
  const { paths } = await second.caller.request("adopt", { paths: [asked({ pathId, sessionId: "se_again" })] });
  expect(paths).toMatchObject([{ participant: { id: "ann", joinedAtMs: 5_000 } }]);
});

test("a replica that stays away takes its sessions with it; what another one has adopted goes on", async () => {
  await adopt(0);
  first.terminate();
  const goneMs = performance.now();
  const left = await second.sessionEvent(ann, "participantLeft");
  expect(performance.now() - goneMs).toBeGreaterThan(graceMs - 100);
  expect(left).toMatchObject({ participantId: "bob", reason: "absent" });
  const { participants } = await second.caller.request("describeRoom", { room });
  expect(participants).toMatchObject([{ id: "ann" }]);
});

test("a replica that is back within that time keeps them", async () => {
  await adopt(0);
  first.terminate();
  await new Promise((resolve) => setTimeout(resolve, graceMs / 4));
  const back = await TestReplica.connect(node.controlPort, clusterSecret, "re_first");
  await new Promise((resolve) => setTimeout(resolve, graceMs));
  await rename(back, ["back"]);
  await second.sessionEvent(ann, "participantUpdated", ({ name }) => name === "back");
  await back.close();
});

test("a replica that is back in time finds its paths, however much was missed on them", async () => {
  await second.caller.request("adopt", {
    paths: [asked({ pathId: bobPath, sessionId: bob, participantId: "bob" })],
  });
  first.terminate();
  await new Promise((resolve) => setTimeout(resolve, 100)); // until the node knows
  const names = Array.from({ length: keptEvents + 1 }, (_, i) => `B${i}`);
  await Promise.all(names.map((name) => second.session(bob, "updateSelf", { name })));
  const back = await TestReplica.connect(node.controlPort, clusterSecret, "re_first");
  expect(await adopt(0, back)).toMatchObject([{ pathId: annPath, snapshot: { participants: [{ id: "bob" }] } }]);
  expect(endedAt(back)).toEqual([]);
  await back.close();
});
