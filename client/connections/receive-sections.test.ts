import { describe, expect, it } from "vitest";
import { routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import type { Kind } from "../../proto/rtp.ts";
import type { TrackToReceive } from "./connections.ts";
import {
  allowStereo,
  closed,
  expectedSections,
  isBundle,
  isExpected,
  opened,
  probatorSection,
  type ReceiveSection,
  settled,
  withNobody,
} from "./receive-sections.ts";

let ids = 0;
const newTrackId = (): string => `mt_${ids++}`;
const ahead = (counts: Record<Kind, number>): ReceiveSection[] =>
  withNobody([probatorSection(routerRtpCapabilities), ...expectedSections(counts, routerRtpCapabilities, newTrackId)]);

function track(mid: string, ssrc: number): TrackToReceive {
  const kind = mid.startsWith("a") ? "audio" : "video";
  const mimeType = kind === "audio" ? "audio/opus" : "video/VP8";
  const codecs = [{ mimeType, payloadType: 100, clockRate: 90_000 }];
  return { id: `c-${mid}`, kind, streamId: "bob", rtp: { mid, codecs, encodings: [{ ssrc }], rtcp: { cname: "b" } } };
}

const look = (sections: readonly ReceiveSection[]) =>
  sections.map(({ mid, direction, source }) => [mid, direction, source?.ssrc ?? 0].join(" "));

describe("the sections of what is received", () => {
  it("are answered in their order, and inactive where nobody sends", () => {
    const sections = ahead({ audio: 2, video: 1 });
    expect(look(sections)).toEqual(["probator sendonly 1234", "a0 inactive 0", "a1 inactive 0", "v0 inactive 0"]);
    const used = opened(opened(sections, track("v0", 7), "mt_x"), track("a1", 8), "mt_y");
    expect(look(used)).toEqual(["probator sendonly 1234", "a0 inactive 0", "a1 sendonly 8", "v0 sendonly 7"]);
    // The browser's track is there already, and keeps its id.
    expect(used[3]!.source?.trackId).toBe(sections[3]!.source?.trackId);
  });

  it("expect what has an unused section of its kind", () => {
    const sections = opened(ahead({ audio: 2, video: 1 }), track("a0", 1), "mt_x");
    expect(isExpected(sections, track("a1", 2))).toBe(true);
    expect(isExpected(sections, track("a0", 2))).toBe(false);
    expect(isExpected(sections, { ...track("a1", 2), kind: "video" })).toBe(false);
    expect(isExpected(sections, track("a7", 2))).toBe(false);
  });

  it("are never used for a second track: its place is another's once the browser knows that it is free", () => {
    const before = opened(ahead({ audio: 1, video: 0 }), track("a0", 5), "mt_x");
    const gone = closed(before, "a0");
    expect(look(gone)).toEqual(["probator sendonly 1234", "a0 rejected 0"]);
    expect(() => opened(gone, track("a0", 6), "mt_y")).toThrow("in use");
    // Closed while the description without it was under way.
    expect(look(opened(settled(gone, before), track("a1", 6), "mt_y"))).toHaveLength(3);
    expect(look(opened(settled(gone, gone), track("a1", 6), "mt_y"))).toEqual([
      "probator sendonly 1234",
      "a1 sendonly 6",
    ]);
    expect(look(opened(settled(gone, gone), track("v0", 6), "mt_y"))).toHaveLength(3);
  });

  it("keep the first one, which carries the transport", () => {
    const sections = opened([], track("a0", 5), "mt_x");
    expect(look(closed(sections, "a0"))).toEqual(["a0 inactive 0"]);
  });

  it("begin with one of sound where the browser has no codec for pictures", () => {
    const codecs = routerRtpCapabilities.codecs?.filter(({ kind }) => kind === "audio") ?? [];
    expect(probatorSection({ ...routerRtpCapabilities, codecs })).toMatchObject({ kind: "audio" });
    expect(expectedSections({ audio: 1, video: 3 }, { codecs }, newTrackId)).toHaveLength(1);
  });

  it("are 16 of a kind at most, each with a track id of its own", () => {
    const sections = ahead({ audio: 30, video: 30 });
    expect(sections).toHaveLength(33);
    expect(new Set(sections.map(({ source }) => source?.trackId)).size).toBe(33);
  });
});

it("asks for two channels where the browser has not", () => {
  const sdp = [
    "m=audio 9 UDP/TLS/RTP/SAVPF 100 101",
    "a=rtpmap:100 opus/48000/2",
    "a=fmtp:100 minptime=10;sprop-stereo=0;useinbandfec=1",
    "a=fmtp:101 0-15",
    "a=rtpmap:109 opus/48000/2",
    "a=fmtp:109 maxplaybackrate=48000;stereo=1",
    "",
  ].join("\r\n");
  expect(
    allowStereo(sdp)
      .split("\r\n")
      .filter((line) => line.startsWith("a=fmtp")),
  ).toEqual([
    "a=fmtp:100 minptime=10;sprop-stereo=0;useinbandfec=1;stereo=1",
    "a=fmtp:101 0-15",
    "a=fmtp:109 maxplaybackrate=48000;stereo=1",
  ]);
});

it("knows a description that means two codecs by one payload type", () => {
  expect(isBundle("a=rtpmap:100 opus/48000/2\r\na=rtpmap:101 VP8/90000\r\na=rtpmap:100 opus/48000/2\r\n")).toBe(true);
  expect(isBundle("a=rtpmap:100 opus/48000/2\r\na=rtpmap:100 rtx/90000\r\n")).toBe(false);
});
