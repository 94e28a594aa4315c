// The media sections of a receive connection, in their order: what nodes send in them, and what may still be sent. Pure.
//
// Nodes name the sections in which they send "a0", "a1", "v0" and so on, by kind and in the order of their making, so a
// section that is described ahead has the MID that some consumer will have.

import { consumerMid, type Kind, type PlainRtpCapabilities, type PlainRtpParameters } from "../../proto/rtp.ts";
import type { TrackCounts, TrackToReceive } from "./connections.ts";
import type { RemoteSection } from "./remote-description.ts";

export interface ReceiveSection extends RemoteSection {
  /** Once something was received in it, nothing else is: the browser's track stays the same. */
  used: boolean;
  /** The browser knows that it was rejected: its place may be another one's. */
  free: boolean;
}

/** Of a large call, so many are described ahead, of each kind: it takes the page's time. The rest follows. */
export const expectable = (count: number): number => Math.min(count, 16);

const probatorMid = "probator";
/** RtpProbationGenerator in mediasoup's worker. */
const probatorSsrc = 1_234;

/** All that the browser can receive of a kind. */
function parametersOf(
  kind: Kind,
  { codecs = [], headerExtensions = [] }: PlainRtpCapabilities,
): Pick<PlainRtpParameters, "codecs" | "headerExtensions"> {
  return {
    codecs: codecs
      .filter((codec) => codec.kind === kind && codec.preferredPayloadType !== undefined)
      .map(({ kind: _kind, preferredPayloadType, ...codec }) => ({ ...codec, payloadType: preferredPayloadType! })),
    headerExtensions: headerExtensions
      .filter((extension) => extension.kind === kind)
      .map(({ uri, preferredId }) => ({ uri, id: preferredId })),
  };
}

/**
 * The first section of all, where a node's worker probes for bandwidth: with it, a connection dials before there is
 * something to receive. After a failover that comes late, when the first of the others has published again.
 */
export function probatorSection(capabilities: PlainRtpCapabilities): ReceiveSection {
  const video = parametersOf("video", capabilities);
  const [kind, { codecs, headerExtensions }] =
    video.codecs.length > 0 ? (["video", video] as const) : (["audio", parametersOf("audio", capabilities)] as const);
  const source = { ssrc: probatorSsrc, rtxSsrc: undefined, cname: probatorMid, streamId: probatorMid };
  return {
    mid: probatorMid,
    kind,
    direction: "sendonly",
    rtp: { codecs: codecs.slice(0, 1), ...(headerExtensions ? { headerExtensions } : {}) },
    source: { ...source, trackId: probatorMid },
    used: true,
    free: false,
  };
}

/** So many sections in which nobody sends yet. */
export function expectedSections(
  counts: TrackCounts,
  capabilities: PlainRtpCapabilities,
  newTrackId: () => string,
): ReceiveSection[] {
  const of = (kind: Kind): ReceiveSection[] => {
    const rtp = parametersOf(kind, capabilities);
    if (rtp.codecs.length === 0) return [];
    return Array.from({ length: expectable(counts[kind]) }, (_, n) => {
      const mid = consumerMid(kind, n);
      const source = { ssrc: 0, rtxSsrc: undefined, cname: "", streamId: mid, trackId: newTrackId() };
      return { mid, kind, direction: "sendonly", rtp, source, used: false, free: false };
    });
  };
  return [...of("audio"), ...of("video")];
}

/** Nobody sends in those that were described ahead, for now. */
export const withNobody = (sections: readonly ReceiveSection[]): ReceiveSection[] =>
  sections.map((section) => (section.used ? section : { ...section, direction: "inactive" }));

export const isExpected = (sections: readonly ReceiveSection[], { kind, rtp }: TrackToReceive): boolean =>
  sections.some((section) => section.mid === rtp.mid && section.kind === kind && !section.used);

/** @throws when its MID is missing or in use. */
export function opened(
  sections: readonly ReceiveSection[],
  { kind, streamId, rtp }: TrackToReceive,
  trackId: string,
): ReceiveSection[] {
  const { mid, codecs, headerExtensions = [] } = rtp;
  const same = sections.findIndex((section) => section.mid === mid);
  const place = same >= 0 ? same : sections.findIndex((section) => section.free && section.kind === kind);
  if (!mid || (same >= 0 && (sections[same]!.used || sections[same]!.kind !== kind)))
    throw new Error(`the MID ${mid ?? "is missing"} of what is received is in use`);
  const [{ ssrc = 0, rtx } = {}] = rtp.encodings ?? [];
  const source = {
    ssrc,
    rtxSsrc: rtx?.ssrc,
    cname: rtp.rtcp?.cname ?? "",
    streamId,
    trackId: sections[same]?.source?.trackId ?? trackId,
  };
  const section: ReceiveSection = {
    mid,
    kind,
    direction: "sendonly",
    rtp: { codecs, headerExtensions },
    source,
    used: true,
    free: false,
  };
  return place >= 0 ? sections.with(place, section) : [...sections, section];
}

export function closed(sections: readonly ReceiveSection[], mid: string): ReceiveSection[] {
  return sections.map((section, index) => {
    if (section.mid !== mid) return section;
    // All sections share the transport of the first, so that one has to stay.
    return { ...section, source: undefined, direction: index === 0 ? "inactive" : "rejected" };
  });
}

/** The browser has taken the sections as they were described; more may have been closed since. */
export function settled(sections: readonly ReceiveSection[], described: readonly ReceiveSection[]): ReceiveSection[] {
  const free = new Set(described.flatMap(({ direction, mid }) => (direction === "rejected" ? [mid] : [])));
  return sections.map((section) => (free.has(section.mid) ? { ...section, free: true } : section));
}

/**
 * Browsers decode Opus as mono unless their own description asks for two channels (RFC 7587, section 6.1). A description
 * made ahead does not know what it will be for, and one for two channels takes mono just as well.
 */
export function allowStereo(sdp: string): string {
  const opus = new Set([...sdp.matchAll(/^a=rtpmap:(\d+) opus\//gim)].map(([, payloadType]) => payloadType));
  return sdp.replaceAll(/^a=fmtp:(\d+) [^\r\n]*/gm, (line, payloadType: string) =>
    opus.has(payloadType) && !/[ ;]stereo=/.test(line) ? `${line};stereo=1` : line,
  );
}

/**
 * Whether each payload type means one codec in all of a description's sections (RFC 8843, section 9.1). Firefox, once it has
 * answered, may offer one for two.
 */
export function isBundle(sdp: string): boolean {
  const codecs = new Map<string, string>();
  return [...sdp.matchAll(/^a=rtpmap:(\d+) (\S+)/gm)].every(([, payloadType = "", codec = ""]) => {
    const known = codecs.get(payloadType) ?? codec;
    codecs.set(payloadType, known);
    return known === codec;
  });
}
