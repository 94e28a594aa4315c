import { parse } from "sdp-transform";
import { describe, expect, it } from "vitest";
import type { Remote } from "./connections.ts";
import { remoteDescription, type RemoteSection } from "./remote-description.ts";

const remote: Remote = {
  ice: { usernameFragment: "ufrag", password: "password" },
  candidates: [
    { foundation: "udp", priority: 10, address: "10.0.0.1", protocol: "udp", port: 7500 },
    { foundation: "tcp", priority: 5, address: "fd00::1", protocol: "tcp", port: 7500 },
  ],
  fingerprints: [{ algorithm: "sha-256", value: "AA:BB" }],
};

const opus = {
  mimeType: "audio/opus",
  payloadType: 100,
  clockRate: 48_000,
  channels: 2,
  parameters: { useinbandfec: 1, "sprop-stereo": 1 },
  rtcpFeedback: [{ type: "transport-cc", parameter: "" }],
};
const section = (changes: Partial<RemoteSection> = {}): RemoteSection => ({
  mid: "a0",
  kind: "audio",
  direction: "sendonly",
  rtp: { codecs: [opus], headerExtensions: [{ uri: "urn:ietf:params:rtp-hdrext:sdes:mid", id: 1 }] },
  ...changes,
});

const described = (sections: RemoteSection[], type: "offer" | "answer" = "offer") =>
  parse(remoteDescription(type, remote, sections, 1));

describe("a node's end as SDP", () => {
  it("is an ICE-lite end with all its candidates, and the passive one", () => {
    const sdp = remoteDescription("answer", remote, [section()], 1);
    expect(sdp).toContain("a=ice-lite\r\n");
    expect(sdp).toContain("a=candidate:udp 1 udp 10 10.0.0.1 7500 typ host\r\n");
    expect(sdp).toContain("a=candidate:tcp 1 tcp 5 fd00::1 7500 typ host tcptype passive\r\n");
    expect(described([section()], "answer").media[0]).toMatchObject({ setup: "passive", iceUfrag: "ufrag" });
    expect(described([section()], "offer").media[0]).toMatchObject({ setup: "actpass", iceUfrag: "ufrag" });
  });

  it("names codecs, feedback, and what is sent", () => {
    const source = { ssrc: 7, rtxSsrc: 8, cname: "them", streamId: "bob", trackId: "mt_1" };
    const sdp = remoteDescription("offer", remote, [section({ source })], 1);
    for (const line of [
      "a=rtpmap:100 opus/48000/2",
      "a=fmtp:100 useinbandfec=1;sprop-stereo=1",
      "a=rtcp-fb:100 transport-cc",
      "a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid",
      "a=msid:bob mt_1",
      "a=ssrc:7 cname:them",
      "a=ssrc:8 cname:them",
      "a=ssrc-group:FID 7 8",
    ])
      expect(sdp).toContain(`${line}\r\n`);
  });

  it("leaves rejected sections in their places, without a transport", () => {
    const sections = [
      section(),
      section({ mid: "a1", direction: "rejected" }),
      section({ mid: "a2", direction: "inactive" }),
    ];
    const { media, groups } = described(sections);
    expect(groups).toEqual([{ type: "BUNDLE", mids: "a0 a2" }]);
    expect(media.map(({ mid, port, direction }) => [mid, port, direction])).toEqual([
      ["a0", 7, "sendonly"],
      ["a1", 0, "inactive"],
      ["a2", 7, "inactive"],
    ]);
    expect(media[1]!.candidates).toBeUndefined();
  });

  it("receives simulcast streams by rid", () => {
    const [media] = described([section({ direction: "recvonly", rids: ["r0", "r1"] })], "answer").media;
    expect(media).toMatchObject({
      simulcast: { dir1: "recv", list1: "r0;r1" },
      rids: [
        { id: "r0", direction: "recv" },
        { id: "r1", direction: "recv" },
      ],
    });
  });
});
