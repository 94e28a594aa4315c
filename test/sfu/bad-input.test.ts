import { afterAll, beforeAll, expect, test } from "vitest";
import { type TrackOffer, wire } from "../../proto/model.ts";
import type { AttachSession } from "../../sfu/messages.ts";
import type { Node } from "../../sfu/main.ts";
import { attachSession, audioOffer, videoOffer } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";

let node: Node;
let replica: TestReplica;
let annPath: string;
let workerPid: number;

beforeAll(async () => {
  ({ node } = await startTestNode({ maxRooms: 2, capacity: 5, maxParticipantsPerRoom: 4, maxTracksPerParticipant: 3 }));
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
  const sessions = [
    attachSession("ann", "ann"),
    attachSession("bob", "bob", { canPublish: false, canSubscribe: false }),
  ];
  const { results } = await replica.caller.request("attach", { room: "r", epoch: 1, cause: 1, sessions });
  annPath = results![0]!.offer!.path!.id!;
  workerPid = node.workerPids[0]!;
});
afterAll(async () => {
  // Nothing of this has hurt the worker or the connection.
  expect(node.workerPids).toEqual([workerPid]);
  await replica.session("ann", "sendData", { payload: new Uint8Array(1) });
  await replica.close();
  await node.close();
});

const fingerprint = (algorithm: string, value: string): Partial<AttachSession> => ({
  fingerprints: [{ algorithm, value }],
});
const capabilities = (codecs: wire.RtpCodecCapability.$Shape[]): Partial<AttachSession> => ({
  rtpCapabilities: wire.RtpCapabilities.encode({ codecs }).finish(),
});
const goodValue = Array.from({ length: 32 }, () => "AB").join(":");

let goodOnes = 0;

test.each<[string, Partial<AttachSession>, string]>([
  ["no session id", { sessionId: "" }, "bad_request"],
  ["a session id with blanks", { sessionId: "a b" }, "bad_request"],
  ["no participant", { participant: {} }, "bad_request"],
  ["a name too long", { participant: { id: "x", name: "n".repeat(300) } }, "bad_request"],
  ["no fingerprint", { fingerprints: [] }, "bad_media"],
  ["an unknown hash", fingerprint("md5", goodValue), "bad_media"],
  ["a fingerprint that is none", fingerprint("sha-256", "hello"), "bad_media"],
  ["capabilities without a clock rate", capabilities([{ kind: 1, mimeType: "audio/opus", clockRate: 0 }]), "bad_media"],
  [
    "capabilities of an unknown kind",
    capabilities([{ kind: 0, mimeType: "audio/opus", clockRate: 48_000 }]),
    "bad_media",
  ],
  ["a mime type that is none", capabilities([{ kind: 1, mimeType: "opus", clockRate: 48_000 }]), "bad_media"],
  [
    "a payload type beyond 127",
    capabilities([{ kind: 1, mimeType: "audio/opus", clockRate: 48_000, preferredPayloadType: 300 }]),
    "bad_media",
  ],
  [
    "too many codecs",
    capabilities(Array.from({ length: 200 }, () => ({ kind: 1, mimeType: "audio/opus", clockRate: 48_000 }))),
    "bad_media",
  ],
  ["capabilities that are none", { rtpCapabilities: Buffer.from("opus") }, "bad_media"],
])("attach with %s fails alone", async (_name, changes, code) => {
  // A session that has ended is not attached again.
  const good = `good-${++goodOnes}`;
  const sessions = [attachSession("bad", "bad", changes), attachSession(good, "good")];
  const { results } = await replica.caller.request("attach", { room: "r", epoch: 1, cause: 1, sessions });
  expect(results).toMatchObject([{ outcome: "error", error: { code } }, { outcome: "offer" }]);
  await replica.caller.request("detach", { sessionIds: [good], reason: "left" });
});

const change = (offer: TrackOffer, changes: object): TrackOffer => ({ ...offer, rtp: { ...offer.rtp, ...changes } });
const opus = audioOffer("tr").rtp!.codecs![0]!;
let track = 0;
const audio = (): TrackOffer => audioOffer(`tr_bad${++track}`);

test.each<[string, () => TrackOffer[], string]>([
  ["no RTP parameters", () => [{ track: audio().track! }], "bad_media"],
  ["no codecs", () => [change(audio(), { codecs: [] })], "bad_media"],
  ["an unknown codec", () => [change(audio(), { codecs: [{ ...opus, mimeType: "audio/nonsense" }] })], "bad_media"],
  ["a codec of another kind", () => [change(audio(), { codecs: videoOffer("x").rtp!.codecs })], "bad_media"],
  ["a payload type beyond 127", () => [change(audio(), { codecs: [{ ...opus, payloadType: 200 }] })], "bad_media"],
  ["no clock rate", () => [change(audio(), { codecs: [{ ...opus, clockRate: 0 }] })], "bad_media"],
  ["neither ssrc nor rid nor mid", () => [change(audio(), { mid: "", encodings: [{}] })], "bad_media"],
  [
    "too many encodings",
    () => [change(audio(), { encodings: Array.from({ length: 20 }, (_, i) => ({ ssrc: i + 1 })) })],
    "bad_media",
  ],
  [
    "a header extension with id 0",
    () => [change(audio(), { headerExtensions: [{ uri: "urn:x", id: 0 }] })],
    "bad_media",
  ],
  ["an endless mid", () => [change(audio(), { mid: "m".repeat(5_000) })], "bad_media"],
  [
    "rtx for no codec",
    () => [
      change(audio(), {
        codecs: [{ ...opus, mimeType: "audio/rtx", parameters: { apt: { value: "number", number: 1 } } }],
      }),
    ],
    "bad_media",
  ],
  ["a track without id", () => [{ ...audio(), track: { id: "", kind: 1 } }], "bad_request"],
  ["the same track twice", () => [audioOffer("tr_same"), audioOffer("tr_same")], "bad_request"],
  ["neither audio nor video", () => [{ ...audio(), track: { id: "tr_x", kind: 7 as never } }], "bad_media"],
  ["one good and one bad track", () => [audio(), change(audio(), { codecs: [] })], "bad_media"],
  [
    "two tracks with one ssrc",
    () => [
      change(audioOffer("tr_1"), { encodings: [{ ssrc: 77 }] }),
      change(audioOffer("tr_2"), { encodings: [{ ssrc: 77 }] }),
    ],
    "bad_media",
  ],
  ["more tracks than allowed", () => [audio(), audio(), audio(), audio()], "limit_tracks"],
])("publish with %s publishes nothing", async (_name, tracks, code) => {
  await expect(replica.session("ann", "publish", { pathId: annPath, tracks: tracks() })).rejects.toMatchObject({
    code,
  });
  const { participants } = await replica.caller.request("describeRoom", { room: "r" });
  expect(participants!.flatMap((p) => p.tracks)).toEqual([]);
});

test("publishing without the grant, or on a path that is not the current one", async () => {
  await expect(replica.session("ann", "publish", { pathId: "pa_other", tracks: [audio()] })).rejects.toMatchObject({
    code: "path_unknown",
  });
  await expect(
    replica.session("ann", "resumeConsumers", { pathId: "pa_other", consumerIds: [] }),
  ).rejects.toMatchObject({ code: "path_unknown" });
  const { results } = await replica.caller.request("attach", {
    room: "r",
    epoch: 1,
    cause: 1,
    sessions: [attachSession("bob", "bob", { canPublish: false })],
  });
  const pathId = results![0]!.offer!.path!.id!;
  await expect(replica.session("bob", "publish", { pathId, tracks: [audio()] })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("requests about what is not there", async () => {
  const notFound = { code: "not_found" };
  await expect(replica.session("nobody", "sendData", { payload: new Uint8Array(1) })).rejects.toMatchObject(notFound);
  await expect(replica.session("ann", "setMuted", { trackId: "tr_none", muted: true })).rejects.toMatchObject(notFound);
  await expect(
    replica.session("ann", "moderate", { participantId: "nobody", action: "remove", remove: true }),
  ).rejects.toMatchObject(notFound);
  await expect(replica.session("ann", "moderate", { participantId: "bob" })).rejects.toMatchObject({
    code: "bad_request",
  });
  await expect(replica.caller.request("session", { sessionId: "ann" })).rejects.toMatchObject({
    code: "unknown_request",
  });
  await expect(replica.caller.request("describeRoom", { room: "none" })).rejects.toMatchObject(notFound);
  await expect(replica.caller.request("describeRoom", { room: "a/b" })).rejects.toMatchObject({ code: "bad_request" });
});

test("data, names and topics beyond their limits", async () => {
  const bad = { code: "bad_request" };
  await expect(replica.session("ann", "sendData", { payload: new Uint8Array(20_000) })).rejects.toMatchObject(bad);
  await expect(
    replica.session("ann", "sendData", { payload: new Uint8Array(1), topic: "t".repeat(200) }),
  ).rejects.toMatchObject(bad);
  await expect(replica.session("ann", "updateSelf", { name: "n".repeat(300) })).rejects.toMatchObject(bad);
  const subscriptions = Array.from({ length: 6_000 }, (_, i) => ({
    trackId: `tr_${i}`,
    participantId: "bob",
    subscribed: true,
  }));
  await expect(replica.session("ann", "subscribe", { subscriptions })).rejects.toMatchObject(bad);
});

test("more rooms, participants and sessions than allowed", async () => {
  const people = (...ids: string[]) => ids.map((id) => attachSession(`se_${id}`, id));
  const { results } = await replica.caller.request("attach", {
    room: "r",
    epoch: 1,
    cause: 1,
    sessions: people("p3", "p4", "p5"),
  });
  expect(results!.map((r) => r.error?.code ?? "offer")).toEqual(["offer", "offer", "limit_participants"]);
  const other = await replica.caller.request("attach", {
    room: "r2",
    epoch: 1,
    cause: 1,
    sessions: people("q1", "q2"),
  });
  expect(other.results!.map((r) => r.error?.code ?? "offer")).toEqual(["offer", "limit_sessions"]);
  const third = replica.caller.request("attach", { room: "r3", epoch: 1, cause: 1, sessions: people("x") });
  await expect(third).rejects.toMatchObject({ code: "limit_rooms" });
  await expect(replica.caller.request("attach", { room: "r4", epoch: 0, cause: 1 })).rejects.toMatchObject({
    code: "bad_request",
  });
});

test("garbage after the handshake closes the connection, and that one only", async () => {
  const other = await TestReplica.connect(node.controlPort, clusterSecret);
  other.sendRaw(new Uint8Array([0xff, 0x00, 0xff]));
  expect(await other.closed).toBe(4400);
});
