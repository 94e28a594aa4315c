import { expect, it } from "vitest";
import { bitrateBps, connectionOf, receivedTrack, sentTrack, type Report } from "./stats-report.ts";

const report: Report = new Map([
  ["T", { type: "transport", selectedCandidatePairId: "P" }],
  [
    "P",
    { type: "candidate-pair", currentRoundTripTime: 0.02, availableOutgoingBitrate: 900_000, localCandidateId: "L" },
  ],
  ["L", { type: "local-candidate", protocol: "udp" }],
  ["C", { type: "codec", mimeType: "video/VP8" }],
  ["R", { type: "remote-inbound-rtp", packetsLost: 3, fractionLost: 0.1, jitter: 0.004 }],
]);
const none: Report = new Map();

it("adds up the layers of a simulcast track", () => {
  const layers = [
    { type: "outbound-rtp", bytesSent: 100, packetsSent: 1, frameWidth: 160, framesEncoded: 5, codecId: "C" },
    {
      type: "outbound-rtp",
      bytesSent: 900,
      packetsSent: 4,
      frameWidth: 640,
      framesEncoded: 6,
      codecId: "C",
      remoteId: "R",
    },
  ];
  expect(sentTrack("tr_1", "alice", "video", layers, report)).toMatchObject({
    direction: "send",
    bytes: 1_000,
    packets: 5,
    width: 640,
    frames: 6,
    codec: "video/VP8",
    lossFraction: 0.1,
    packetsLost: 3,
    jitterMs: 4,
  });
  expect(sentTrack("tr_1", "alice", "video", [], report)).toBeUndefined();
});

it("reads a received track, whatever is missing", () => {
  expect(receivedTrack("tr_1", "bob", "audio", { packetsReceived: 90, packetsLost: 10 }, none)).toMatchObject({
    lossFraction: 0.1,
    jitterMs: 0,
  });
  expect(receivedTrack("tr_1", "bob", "video", {}, none)).toMatchObject({ bytes: 0, lossFraction: 0, frames: 0 });
});

it("reads the connection from whichever transport has one", () => {
  expect(connectionOf(report, none)).toEqual({
    rttMs: 20,
    availableOutgoingBps: 900_000,
    availableIncomingBps: undefined,
    protocol: "udp",
  });
  expect(connectionOf(none, report).rttMs).toBe(20);
  expect(connectionOf(none, none).rttMs).toBeUndefined();
});

it("bitrates need two looks", () => {
  expect(bitrateBps(undefined, { bytes: 500, atMs: 0 })).toBe(0);
  expect(bitrateBps({ bytes: 0, atMs: 0 }, { bytes: 500, atMs: 1_000 })).toBe(4_000);
  expect(bitrateBps({ bytes: 900, atMs: 0 }, { bytes: 500, atMs: 1_000 })).toBe(0);
});
