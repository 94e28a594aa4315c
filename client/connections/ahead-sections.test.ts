import { RemoteSdp } from "mediasoup-client/handlers/sdp/RemoteSdp";
import type { types } from "mediasoup-client";
import { parse } from "sdp-transform";
import { beforeEach, expect, it } from "vitest";
import { AheadSections, type ReceiveOptions } from "./ahead-sections.ts";

const nobody = { usernameFragment: "spare", password: "of-nobody-whom-we-know", iceLite: true };
const fingerprint = { algorithm: "sha-256" as const, value: "AA:BB" };

function section(mid: string, ssrc?: number, parameters = {}): ReceiveOptions {
  const kind: types.MediaKind = mid.startsWith("a") ? "audio" : "video";
  const codec =
    kind === "audio"
      ? { mimeType: "audio/opus", payloadType: 100, clockRate: 48_000, channels: 2 }
      : { mimeType: "video/VP8", payloadType: 101, clockRate: 90_000 };
  return {
    trackId: ssrc === undefined ? mid : `track-${ssrc}`,
    kind,
    streamId: "stream",
    rtpParameters: {
      mid,
      codecs: [{ ...codec, parameters, rtcpFeedback: [] }],
      headerExtensions: [],
      encodings: [ssrc === undefined ? {} : { ssrc }],
      rtcp: ssrc === undefined ? {} : { cname: "them" },
    },
  };
}

let remote: RemoteSdp;
let ahead: AheadSections;

beforeEach(() => {
  remote = new RemoteSdp({
    iceParameters: nobody,
    iceCandidates: [],
    dtlsParameters: { role: "server", fingerprints: [fingerprint] },
  });
  const sections = ["probator", "a0", "a1", "v0"].map((mid) => section(mid));
  for (const { trackId, kind, rtpParameters } of sections)
    remote.receive({ mid: rtpParameters.mid!, kind, offerRtpParameters: rtpParameters, streamId: "-", trackId });
  ahead = new AheadSections(remote, sections);
});

const media = (sdp: string) =>
  parse(sdp).media.map(({ mid, direction, setup, ssrcs = [] }) => [
    mid,
    direction,
    setup,
    ...ssrcs.map(({ id }) => id),
  ]);

it("answers with the sections in their order, and leaves those inactive that nobody sends in", () => {
  const wanted = [section("v0", 7), section("probator", 1_234), section("a1", 8)];
  expect(ahead.expected(wanted)).toEqual(wanted);
  expect(media(ahead.answer(wanted))).toEqual([
    ["probator", "sendonly", "passive", 1_234],
    ["a0", "inactive", "passive"],
    ["a1", "sendonly", "passive", 8],
    ["v0", "sendonly", "passive", 7],
  ]);
});

it("does not expect what has no section, is of another kind, or needs a description of its own", () => {
  const stereo = section("a1", 2, { "sprop-stereo": 1 });
  const other: ReceiveOptions = { ...section("v0", 3), kind: "audio" };
  expect(ahead.expected([section("0", 1), stereo, other, section("v1", 4)])).toEqual([]);
  expect(ahead.expected([section("a1", 2, { "sprop-stereo": 0 })])).toHaveLength(1);
});

it("gives a section that was not used to the one who has its MID, and others a new one", () => {
  ahead.answer([section("probator", 1_234), section("a0", 5)]);
  for (const [mid, ssrc] of [
    ["a2", 8],
    ["v0", 9],
    ["a1", 10],
  ] as const) {
    const { kind, rtpParameters, trackId } = section(mid, ssrc);
    remote.receive({ mid, kind, offerRtpParameters: rtpParameters, streamId: "-", trackId });
  }
  expect(media(remote.getSdp())).toEqual([
    ["probator", "sendonly", "actpass", 1_234],
    ["a0", "sendonly", "actpass", 5],
    ["a1", "sendonly", "actpass", 10],
    ["v0", "sendonly", "actpass", 9],
    ["a2", "sendonly", "actpass", 8],
  ]);
});

it("lets the section of a track that is gone be used again, under another MID", () => {
  ahead.answer([section("probator", 1_234), section("a0", 5), section("a1", 6), section("v0", 7)]);
  remote.closeMediaSection("a0");
  const { kind, rtpParameters, trackId } = section("a2", 8);
  remote.receive({ mid: "a2", kind, offerRtpParameters: rtpParameters, streamId: "-", trackId });
  expect(media(remote.getSdp()).map(([mid]) => mid)).toEqual(["probator", "a2", "a1", "v0"]);
});
