import { parse } from "sdp-transform";
import { describe, expect, it } from "vitest";
import { routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import type { SoundCodec, TrackToSend } from "./connections.ts";
import { canReceive, negotiateSending, receiveCapabilities, routerCapabilities } from "./rtp-negotiation.ts";

const midUri = "urn:ietf:params:rtp-hdrext:sdes:mid";
/** As browsers offer: ids of header extensions differ by kind, and there are codecs that no node has. */
const offer = [
  "v=0",
  "o=- 1 2 IN IP4 127.0.0.1",
  "s=-",
  "t=0 0",
  "a=group:BUNDLE 0 1",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111 0",
  "a=mid:0",
  "a=sendonly",
  "a=rtcp-mux",
  `a=extmap:4 ${midUri}`,
  "a=rtpmap:111 opus/48000/2",
  "a=rtcp-fb:111 transport-cc",
  "a=fmtp:111 minptime=10;useinbandfec=1",
  "a=rtpmap:0 PCMU/8000",
  "a=ssrc:11 cname:me",
  "m=video 9 UDP/TLS/RTP/SAVPF 96 97 45",
  "a=mid:1",
  "a=sendonly",
  "a=rtcp-mux",
  `a=extmap:9 ${midUri}`,
  "a=rtpmap:96 VP8/90000",
  "a=rtcp-fb:96 goog-remb",
  "a=rtcp-fb:96 transport-cc",
  "a=rtcp-fb:96 nack",
  "a=rtcp-fb:96 nack pli",
  "a=rtpmap:97 rtx/90000",
  "a=fmtp:97 apt=96",
  "a=rtpmap:45 AV1/90000",
  "a=ssrc-group:FID 21 22",
  "a=ssrc:21 cname:me",
  "a=ssrc:22 cname:me",
  "",
].join("\r\n");

const router = routerCapabilities(routerRtpCapabilities);
const voice: SoundCodec = { stereo: false, dtx: true, maxBitrateBps: 40_000 };
const shared: SoundCodec = { stereo: true, dtx: false, maxBitrateBps: 96_000 };

function negotiated(changes: Partial<TrackToSend>) {
  const track: TrackToSend = { kind: "audio", media: null, encodings: undefined, sound: undefined, ...changes };
  const offered = parse(offer);
  const media = offered.media.find(({ type }) => type === track.kind)!;
  return negotiateSending(offered, media, track, router);
}

describe("what is sent", () => {
  it("keeps the browser's payload types, ids and sources", () => {
    const { rtp, answer } = negotiated({ kind: "video", encodings: [{ maxBitrate: 500_000 }] });
    expect(rtp).toMatchObject({
      mid: "1",
      codecs: [
        { mimeType: "video/VP8", payloadType: 96 },
        { mimeType: "video/rtx", payloadType: 97, parameters: { apt: 96 } },
      ],
      headerExtensions: [{ uri: midUri, id: 9 }],
      encodings: [{ ssrc: 21, rtx: { ssrc: 22 }, maxBitrate: 500_000 }],
      rtcp: { cname: "me" },
    });
    expect(answer.rtp.codecs.map(({ payloadType }) => payloadType)).toEqual([96, 97]);
    expect(answer.rtp.headerExtensions?.map(({ id }) => id)).toEqual([9]);
    expect(answer).toMatchObject({ mid: "1", kind: "video", direction: "recvonly" });
  });

  it("has a rid for each layer", () => {
    const { rtp, answer } = negotiated({ kind: "video", encodings: [{ maxBitrate: 1 }, { scalabilityMode: "L1T2" }] });
    expect(rtp.encodings).toEqual([
      { maxBitrate: 1, rid: "r0", scalabilityMode: "L1T3" },
      { rid: "r1", scalabilityMode: "L1T2" },
    ]);
    expect(answer.rids).toEqual(["r0", "r1"]);
  });

  it("is a voice in one channel, and nothing in silence", () => {
    const { rtp, answer } = negotiated({ sound: voice });
    expect(rtp.codecs[0]!.parameters).toMatchObject({ "sprop-stereo": 0, usedtx: 1, useinbandfec: 1 });
    expect(answer.rtp.codecs[0]!.parameters).toMatchObject({ stereo: 0, usedtx: 1, maxaveragebitrate: 40_000 });
  });

  it("is shared sound in two channels, and all of it", () => {
    const { rtp, answer } = negotiated({ sound: shared });
    expect(rtp.codecs[0]!.parameters).toMatchObject({ "sprop-stereo": 1, usedtx: 0 });
    expect(answer.rtp.codecs[0]!.parameters).toMatchObject({ stereo: 1, usedtx: 0, maxaveragebitrate: 96_000 });
    expect(answer.rtp.codecs[0]!.rtcpFeedback).not.toContainEqual(expect.objectContaining({ type: "nack" }));
  });

  it("does not change what the next track begins with", () => {
    negotiated({ sound: shared });
    expect(negotiated({ sound: undefined }).answer.rtp.codecs[0]!.parameters).not.toHaveProperty("stereo");
  });
});

describe("what is received", () => {
  const capabilities = receiveCapabilities(offer, routerRtpCapabilities);

  it("is what browser and router have in common, in the router's payload types", () => {
    expect(capabilities.codecs?.map(({ mimeType, preferredPayloadType }) => [mimeType, preferredPayloadType])).toEqual([
      ["audio/opus", 100],
      ["video/VP8", 101],
      ["video/rtx", 102],
    ]);
  });

  it("is nothing of other codecs, nor what makes no sense", () => {
    const rtp = { codecs: [{ mimeType: "video/VP8", payloadType: 101, clockRate: 90_000 }] };
    expect(canReceive(rtp, capabilities)).toBe(true);
    expect(canReceive({ codecs: [{ ...rtp.codecs[0]!, payloadType: 103 }] }, capabilities)).toBe(false);
    expect(() => canReceive({ codecs: [{ ...rtp.codecs[0]!, mimeType: "" }] }, capabilities)).toThrow();
  });
});
