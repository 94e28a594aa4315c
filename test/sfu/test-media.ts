import { encodeCapabilities } from "../../proto/capabilities.ts";
import type { wire } from "../../proto/model.ts";
import { parametersToWire, type PlainRtpParameters } from "../../proto/rtp.ts";
import { routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import type { AttachSession } from "../../sfu/messages.ts";

/** A client that can receive whatever a router sends. */
export const receiveCapabilities = encodeCapabilities(routerRtpCapabilities);

export const fingerprints = [
  {
    algorithm: "sha-256",
    value: "82:5a:68:3d:36:c3:0a:de:af:e7:32:43:d2:88:83:57:ac:2d:65:e5:80:c4:b6:fb:af:1a:a0:21:9f:6d:0c:ad",
  },
];

export function attachSession(
  sessionId: string,
  participantId: string,
  changes: Partial<AttachSession> = {},
): AttachSession {
  return {
    sessionId,
    participant: { id: participantId, name: participantId.toUpperCase(), metadata: "", joinedAtMs: 1 },
    hidden: false,
    canPublish: true,
    canSubscribe: true,
    autoSubscribe: true,
    rtpCapabilities: receiveCapabilities,
    fingerprints,
    ...changes,
  };
}

const payloadTypeOf = (mimeType: string): number =>
  routerRtpCapabilities.codecs!.find((codec) => codec.mimeType === mimeType)!.preferredPayloadType!;

export function opusParameters(ssrc: number): PlainRtpParameters {
  return {
    mid: "0",
    codecs: [
      {
        mimeType: "audio/opus",
        payloadType: payloadTypeOf("audio/opus"),
        clockRate: 48_000,
        channels: 2,
        parameters: { useinbandfec: 1, usedtx: 1 },
      },
    ],
    headerExtensions: [{ uri: "urn:ietf:params:rtp-hdrext:ssrc-audio-level", id: 6 }],
    encodings: [{ ssrc }],
    rtcp: { cname: "test" },
  };
}

export function vp8Parameters(ssrc: number): PlainRtpParameters {
  return {
    mid: "1",
    codecs: [
      {
        mimeType: "video/VP8",
        payloadType: payloadTypeOf("video/VP8"),
        clockRate: 90_000,
        rtcpFeedback: [{ type: "nack", parameter: "pli" }],
      },
      {
        mimeType: "video/rtx",
        payloadType: payloadTypeOf("video/VP8") + 1,
        clockRate: 90_000,
        parameters: { apt: payloadTypeOf("video/VP8") },
      },
    ],
    encodings: [{ ssrc, rtx: { ssrc: ssrc + 1 } }],
    rtcp: { cname: "test" },
  };
}

/** Three layers by rid, as Chromium offers them. */
export function simulcastParameters(): PlainRtpParameters {
  return {
    ...vp8Parameters(1),
    mid: "2",
    headerExtensions: [
      { uri: "urn:ietf:params:rtp-hdrext:sdes:mid", id: 1 },
      { uri: "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id", id: 2 },
    ],
    encodings: ["r0", "r1", "r2"].map((rid) => ({ rid, scalabilityMode: "L1T3" })),
  };
}

let count = 0;

/** Ssrc and mid are new for each offer: a transport takes each of them once. */
function offer(id: string, kind: 1 | 2, muted: boolean, rtp: PlainRtpParameters): wire.TrackOffer.$Shape {
  const [source, name] = kind === 1 ? [2, "microphone"] : [1, "camera"];
  return { track: { id, kind, source, name, muted }, rtp: parametersToWire({ ...rtp, mid: String(++count) }) };
}
export const audioOffer = (id: string, muted = false) => offer(id, 1, muted, opusParameters(10_000 + count * 10));
export const videoOffer = (id: string, muted = false) => offer(id, 2, muted, vp8Parameters(10_000 + count * 10));
export const simulcastOffer = (id: string) => offer(id, 2, false, simulcastParameters());
