import type { types } from "mediasoup";

/**
 * The codecs of every room, in order of preference: a browser that is not told otherwise sends the first of a kind.
 * All routers are alike, so a client may know their capabilities before it knows its node
 * (proto/generated/media-profile.ts; run `node sfu/generate-media-profile.ts` after a change here).
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  {
    kind: "audio",
    mimeType: "audio/opus",
    clockRate: 48_000,
    channels: 2,
    // RFC 7587: loss concealed from the next packet, and next to nothing sent during silence.
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  // VP8 first: every browser encodes it with simulcast, and its software encoder starts fastest.
  // Chromium begins at this rate (kbit/s) instead of 300, so that a new path does not start with a blur.
  { kind: "video", mimeType: "video/VP8", clockRate: 90_000, parameters: { "x-google-start-bitrate": 1_000 } },
  {
    kind: "video",
    mimeType: "video/VP9",
    clockRate: 90_000,
    parameters: { "profile-id": 0, "x-google-start-bitrate": 1_000 },
  },
  {
    kind: "video",
    mimeType: "video/H264",
    clockRate: 90_000,
    // Constrained baseline 3.1, the one profile that RFC 7742 makes mandatory.
    parameters: {
      "packetization-mode": 1,
      "profile-level-id": "42e01f",
      "level-asymmetry-allowed": 1,
      "x-google-start-bitrate": 1_000,
    },
  },
];
