// A track's mute is set by its participant, by moderators and over the API: on the node, the newest counts.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { wire } from "../../proto/model.ts";
import type { Node } from "../../sfu/main.ts";
import { attachSession, audioOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";
import { mediaIn, pathOf, sessionIn } from "./test-room.ts";

let node: Node;
let replica: TestReplica;
let rooms = 0;
beforeAll(async () => {
  ({ node } = await startTestNode());
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
});
afterAll(async () => {
  await replica.close();
  await node.close();
});

const moderated = 65_536;
const nodeDied = 2;
const voice = (muted: boolean, muteRevision: number): wire.TrackOffer.$Shape => {
  const offer = audioOffer("voice");
  return { ...offer, track: { ...offer.track, muted, muteRevision } };
};

/** Ann with a voice, and Bob. */
async function call(changes: Parameters<typeof attachSession>[2] = {}) {
  const room = `mutes-${++rooms}`;
  const sessions = [
    attachSession(sessionIn(room, "ann"), "ann", changes),
    attachSession(sessionIn(room, "bob"), "bob"),
  ];
  const { results } = await replica.caller.request("attach", { room, epoch: 1, cause: nodeDied, sessions });
  const [ann] = results!.map((result) => (result.outcome === "offer" ? result.offer : undefined));
  const session = sessionIn(room, "ann");
  const told = (name: string) =>
    replica.eventsOf(sessionIn(room, name), "trackMuted").map(({ muted, revision }) => ({ muted, revision }));
  return {
    told,
    assert: (...tracks: wire.TrackOffer.$Shape[]) =>
      replica.session(session, "assert", { pathId: pathOf(ann), tracks }),
    setMuted: (muted: boolean, revision: number) =>
      replica.session(session, "setMuted", { trackId: "voice", muted, revision }),
    mute: () => replica.caller.request("manageParticipant", { room, participantId: "ann", muteTrackIds: ["voice"] }),
    /** For others, and for the worker. */
    async now() {
      const { participants } = await replica.caller.request("describeRoom", { room });
      const track = participants!.find(({ id }) => id === "ann")!.tracks![0];
      const { producers } = await mediaIn(node, room);
      return [track?.muted ?? false, track?.muteRevision ?? 0, ...producers];
    },
  };
}

test("an intent that knows nothing of a moderator's decision does not undo it, and its client is told", async () => {
  const { assert, mute, now, told } = await call();
  await assert(voice(false, 3));
  await mute();
  await assert(voice(false, 3));
  expect(await now()).toEqual([true, moderated, "audio paused"]);
  await assert(voice(false, 900));
  expect(await now()).toEqual([true, moderated, "audio paused"]);
  expect(told("ann")).toEqual(Array.from({ length: 3 }, () => ({ muted: true, revision: moderated })));
  expect(told("bob")).toEqual([{ muted: true, revision: moderated }]);
});

test("a change of one's own that was under way when a moderator decided does not undo it either", async () => {
  const { assert, mute, setMuted, now, told } = await call();
  await assert(voice(true, 1));
  await mute();
  await setMuted(false, 2);
  expect(await now()).toEqual([true, moderated, "audio paused"]);
  expect(told("ann").at(-1)).toEqual({ muted: true, revision: moderated });
});

test("who knows of the decision may undo it, and that holds when the intent is asserted again", async () => {
  const { assert, mute, setMuted, now, told } = await call();
  await assert(voice(false, 0));
  await mute();
  await setMuted(false, moderated + 1);
  await assert(voice(false, moderated + 1));
  await assert(voice(true, moderated));
  expect(await now()).toEqual([false, moderated + 1, "audio"]);
  expect(told("bob").map(({ muted }) => muted)).toEqual([true, false]);
});

test("what the replica knows to be set holds on a new node, before the client has said anything", async () => {
  const mutes = [{ trackId: "voice", muted: true, revision: moderated }];
  const { assert, now } = await call({ mutes, prepared: { tracks: [voice(false, 0)] } });
  expect(await now()).toEqual([true, moderated, "audio paused"]);
  await assert(voice(false, 0));
  expect(await now()).toEqual([true, moderated, "audio paused"]);
});

test("and for a track that is not published there yet", async () => {
  const { assert, setMuted, now } = await call();
  await expect(setMuted(true, moderated)).rejects.toMatchObject({ code: "not_found" });
  await assert(voice(false, 0));
  expect(await now()).toEqual([true, moderated, "audio paused"]);
});

test("a client that knows of no revisions says what is so from now on", async () => {
  const { assert, mute, setMuted, now } = await call();
  await assert(voice(false, 0));
  await mute();
  await setMuted(false, 0);
  expect(await now()).toEqual([false, moderated + 1, "audio"]);
});

test("revisions from the future are refused, and change nothing", async () => {
  const { assert, mute, setMuted, now } = await call();
  await assert(voice(false, 0));
  for (const revision of [2 ** 31 + 1, 2 ** 32 - 1]) {
    await expect(setMuted(true, revision)).rejects.toMatchObject({ code: "bad_request" });
    await expect(assert(voice(true, revision))).rejects.toMatchObject({ code: "bad_request" });
  }
  expect(await now()).toEqual([false, 0, "audio"]);
  await setMuted(false, 2 ** 31);
  await mute();
  await setMuted(false, 2 ** 31);
  expect((await now()).slice(0, 1)).toEqual([true]);
});
