// A node's end of a connection as SDP (RFC 8829): nodes speak of transports, producers and consumers, browsers of media
// sections. Pure.

import { write } from "sdp-transform";
import type { Kind, PlainRtpParameters } from "../../proto/rtp.ts";
import type { Remote } from "./connections.ts";

/** A media section as the node would describe it. */
export interface RemoteSection {
  mid: string;
  kind: Kind;
  /** The node's direction; a rejected section is not used, or no longer. */
  direction: "sendonly" | "recvonly" | "inactive" | "rejected";
  rtp: Pick<PlainRtpParameters, "codecs" | "headerExtensions">;
  /** What the node sends in it. */
  source?: RemoteSource | undefined;
  /** The simulcast streams that the node receives in it, by rid, in the offer's order. */
  rids?: readonly string[];
}

export interface RemoteSource {
  ssrc: number;
  rtxSsrc: number | undefined;
  cname: string;
  streamId: string;
  trackId: string;
}

type Media = Parameters<typeof write>[0]["media"][number];

/** Unlike what a browser would say, it names the candidates at once: a node gathers none later. */
export function remoteDescription(
  type: "offer" | "answer",
  remote: Remote,
  sections: readonly RemoteSection[],
  version: number,
): string {
  const bundled = sections.filter(({ direction }) => direction !== "rejected");
  const fingerprint = remote.fingerprints.at(-1)!;
  return write({
    version: 0,
    origin: {
      username: "-",
      sessionId: "10000",
      sessionVersion: version,
      netType: "IN",
      ipVer: 4,
      address: "0.0.0.0",
    },
    name: "-",
    timing: { start: 0, stop: 0 },
    icelite: "ice-lite",
    iceOptions: "ice2",
    fingerprint: { type: fingerprint.algorithm, hash: fingerprint.value },
    msidSemantic: { semantic: "WMS", token: "*" },
    // mediasoup sends header extensions with one-byte and two-byte headers (RFC 8285, section 4.1.2).
    extmapAllowMixed: "extmap-allow-mixed",
    groups: [{ type: "BUNDLE", mids: bundled.map(({ mid }) => mid).join(" ") }],
    media: sections.map((section) => mediaOf(section, type, remote)),
  });
}

function mediaOf(section: RemoteSection, type: "offer" | "answer", { ice, candidates }: Remote): Media {
  const { mid, kind, direction, rtp, source, rids = [] } = section;
  const { codecs } = rtp;
  const plain = {
    type: kind,
    protocol: "UDP/TLS/RTP/SAVPF",
    connection: { ip: "127.0.0.1", version: 4 as const },
    mid,
    // An offer leaves the role to us; we are the client, since the node waits for our first flight (RFC 8842, section 5.3).
    setup: type === "offer" ? ("actpass" as const) : ("passive" as const),
    payloads: codecs.map(({ payloadType }) => payloadType).join(" "),
    rtp: [],
    fmtp: [],
  };
  if (direction === "rejected") return { ...plain, port: 0, payloads: plain.payloads || "0", direction: "inactive" };
  return {
    ...plain,
    port: 7,
    direction,
    iceUfrag: ice.usernameFragment,
    icePwd: ice.password,
    iceOptions: "renomination",
    candidates: candidates.map(({ foundation, priority, address, protocol, port }) => ({
      foundation,
      component: 1,
      transport: protocol,
      priority,
      ip: address,
      port,
      type: "host",
      ...(protocol === "tcp" ? { tcptype: "passive" } : {}),
    })),
    // To nobody there is no way yet; the end of the candidates would be the end of ICE.
    ...(candidates.length > 0 ? { endOfCandidates: "end-of-candidates" } : {}),
    rtcpMux: "rtcp-mux",
    rtcpRsize: "rtcp-rsize",
    extmapAllowMixed: "extmap-allow-mixed",
    rtp: codecs.map(({ payloadType, mimeType, clockRate, channels }) => ({
      payload: payloadType,
      codec: mimeType.slice(mimeType.indexOf("/") + 1),
      rate: clockRate,
      ...(channels !== undefined && channels > 1 ? { encoding: channels } : {}),
    })),
    fmtp: codecs.flatMap(({ payloadType, parameters = {} }) => {
      const config = Object.entries(parameters).map(([name, value]) => `${name}=${String(value)}`);
      return config.length > 0 ? [{ payload: payloadType, config: config.join(";") }] : [];
    }),
    rtcpFb: codecs.flatMap(({ payloadType, rtcpFeedback = [] }) =>
      rtcpFeedback.map((feedback) => ({
        payload: payloadType,
        type: feedback.type,
        ...(feedback.parameter ? { subtype: feedback.parameter } : {}),
      })),
    ),
    ext: (rtp.headerExtensions ?? []).map(({ uri, id }) => ({ uri, value: id })),
    ...(source ? sourceOf(source) : {}),
    ...(rids.length > 0
      ? {
          simulcast: { dir1: "recv", list1: rids.join(";") },
          rids: rids.map((id) => ({ id, direction: "recv" })),
        }
      : {}),
  } as Media;
}

function sourceOf({ ssrc, rtxSsrc, cname, streamId, trackId }: RemoteSource): Partial<Media> {
  const named = (id: number) => ({ id, attribute: "cname", value: cname });
  return {
    msid: [{ id: streamId, appdata: trackId }],
    ssrcs: ssrc ? [named(ssrc), ...(rtxSsrc ? [named(rtxSsrc)] : [])] : [],
    ssrcGroups: ssrc && rtxSsrc ? [{ semantics: "FID", ssrcs: `${ssrc} ${rtxSsrc}` }] : [],
  };
}
