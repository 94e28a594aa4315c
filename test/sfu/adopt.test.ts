import { afterEach, beforeEach, expect, test } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { attachSession, audioOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";
import { attachTo, pathOf, sessionIn } from "./test-room.ts";

/** As many events as a path keeps (rooms/path-events.ts). */
const keptEvents = 256;
/** As many as are kept for a replica that is away (control/replica-hub.ts). */
const keptForReplica = 2_000;
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
const adopt = async (lastSeq: number, by = second) =>
  (await by.caller.request("adopt", { paths: [{ pathId: annPath, sessionId: ann, lastSeq }] })).paths!;
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
  expect(adopted!.missed!.map(({ seq, event }) => [seq, event!.participantUpdated!.name])).toEqual([
    [2, "B2"],
    [3, "B3"],
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

test("a path that is not there, or is another session's, is left out; one's own is nothing new", async () => {
  const ask = (pathId: string, sessionId: string) =>
    second.caller.request("adopt", { paths: [{ pathId, sessionId, lastSeq: 0 }] });
  expect((await ask("pa_none", ann)).paths).toEqual([]);
  expect((await ask(annPath, bob)).paths).toEqual([]);
  expect(endedAt(first)).toEqual([]);
  expect(await adopt(0, first)).toHaveLength(1);
  await rename(first, ["B1"]);
  await first.sessionEvent(ann, "participantUpdated");
  expect(endedAt(first)).toEqual([]);
});

test("who came back as another session is adopted with when that one began", async () => {
  const participant = { id: "ann", name: "ANN", metadata: "", joinedAtMs: 5_000 };
  const again = attachSession("se_again", "ann", { participant });
  const { results } = await first.caller.request("attach", { room, epoch: 1, cause: 1, sessions: [again] });
  const [result] = results!;
  const pathId = result!.outcome === "offer" ? pathOf(result!.offer) : "";
  const { paths } = await second.caller.request("adopt", { paths: [{ pathId, sessionId: "se_again", lastSeq: 0 }] });
  expect(paths).toMatchObject([{ participant: { id: "ann", joinedAtMs: 5_000 } }]);
});

test("a replica that stays away takes its sessions with it; what another one has adopted goes on", async () => {
  await adopt(0);
  first.terminate();
  const goneMs = performance.now();
  const left = await second.sessionEvent(ann, "participantLeft");
  expect(performance.now() - goneMs).toBeGreaterThan(graceMs - 100);
  expect(left).toMatchObject({ participantId: "bob", reason: "connection_closed" });
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

test("a replica that is back in time, but has missed more than is kept, is told that its sessions are over", async () => {
  await second.caller.request("adopt", { paths: [{ pathId: bobPath, sessionId: bob, lastSeq: 0 }] });
  first.terminate();
  await new Promise((resolve) => setTimeout(resolve, 100)); // until the node knows
  const names = Array.from({ length: keptForReplica + 1 }, (_, i) => `B${i}`);
  await Promise.all(names.map((name) => second.session(bob, "updateSelf", { name })));
  const back = await TestReplica.connect(node.controlPort, clusterSecret, "re_first");
  const { sessionEnded } = await back.event("sessionEnded");
  expect(sessionEnded).toMatchObject({ sessionId: ann, pathId: annPath, error: { retryable: true } });
  expect(await second.sessionEvent(bob, "participantLeft")).toMatchObject({ participantId: "ann" });
  expect(namesSeenBy(back)).toEqual([]);
  await back.close();
});
