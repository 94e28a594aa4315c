// What this browser and a node's router have in common. The rules are mediasoup-client's (its exported ORTC helpers): they
// have to be those that the node goes by. Pure.

import { getCname, extractRtpCapabilities } from "mediasoup-client/handlers/sdp/commonUtils";
import { getRtpEncodings } from "mediasoup-client/handlers/sdp/unifiedPlanUtils";
import { addNackSupportForOpus } from "mediasoup-client/handlers/ortc/utils";
import * as ortc from "mediasoup-client/ortc";
import type { types } from "mediasoup-client";
import { parse } from "sdp-transform";
import type { PlainRtpCapabilities, PlainRtpParameters } from "../../proto/rtp.ts";
import type { Encoding, TrackToSend } from "./connections.ts";
import type { RemoteSection } from "./remote-description.ts";

export type Offered = ReturnType<typeof parse>;
export type OfferedMedia = Offered["media"][number];

function capabilitiesIn(description: Offered): types.RtpCapabilities {
  const capabilities = extractRtpCapabilities({ sdpObject: description });
  ortc.validateAndNormalizeRtpCapabilities(capabilities);
  // Browsers repeat lost sound when asked, though they do not say so.
  addNackSupportForOpus(capabilities);
  return capabilities;
}

/** The router's, with what mediasoup's types demand filled in. */
export function routerCapabilities(router: PlainRtpCapabilities): types.RtpCapabilities {
  const capabilities = structuredClone(router) as types.RtpCapabilities;
  ortc.validateAndNormalizeRtpCapabilities(capabilities);
  return capabilities;
}

/** What a browser that offers to receive so can receive of the router's tracks. @throws when it makes no sense. */
export function receiveCapabilities(offerSdp: string, router: PlainRtpCapabilities): PlainRtpCapabilities {
  const extended = ortc.getExtendedRtpCapabilities(capabilitiesIn(parse(offerSdp)), routerCapabilities(router), false);
  const capabilities = ortc.getRecvRtpCapabilities(extended);
  ortc.validateAndNormalizeRtpCapabilities(capabilities);
  return capabilities as PlainRtpCapabilities;
}

/** Whether what a node describes can be received. @throws when it makes no sense. */
export const canReceive = (rtp: PlainRtpParameters, capabilities: PlainRtpCapabilities): boolean =>
  ortc.canReceive(structuredClone(rtp) as types.RtpParameters, capabilities as types.RtpCapabilities);

export interface Negotiated {
  /** As the node is told. */
  rtp: PlainRtpParameters;
  /** What the node would answer, but for the rate that video begins with. */
  answer: RemoteSection;
}

/** mediasoup's, with codecs that we never choose. */
const dependencyDescriptor = "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

/** @throws when the browser and the router have no codec in common. */
export function negotiateSending(
  offered: Offered,
  media: OfferedMedia,
  track: TrackToSend,
  router: types.RtpCapabilities,
): Negotiated {
  const { kind } = track;
  // By section: audio and video use the same ids for different header extensions.
  const capabilities = capabilitiesIn({ ...offered, media: [media] });
  const extended = ortc.getExtendedRtpCapabilities(capabilities, router, false);
  const mid = String(media.mid);
  const sending = structuredClone(ortc.getSendingRtpParameters(kind, extended)) as PlainRtpParameters;
  const receiving = structuredClone(ortc.getSendingRemoteRtpParameters(kind, extended)) as PlainRtpParameters;
  for (const rtp of [sending, receiving]) {
    rtp.codecs = chosenCodecs(rtp);
    if (track.sound) setSound(rtp, track.sound, rtp === sending ? "sprop-stereo" : "stereo");
  }
  if (track.sound) receiving.codecs[0]!.parameters!["maxaveragebitrate"] = track.sound.maxBitrateBps;
  const encodings = namedEncodings(track.encodings);
  const rids = encodings.length > 1 ? encodings.map(({ rid }) => rid!) : [];
  const uris = new Set((media.ext ?? []).map(({ uri }) => uri));
  return {
    rtp: {
      ...sending,
      mid,
      rtcp: { cname: getCname({ offerMediaObject: media as never }), reducedSize: true },
      encodings: rids.length > 0 ? encodings : withSources(media, sending, encodings[0]),
    },
    answer: {
      mid,
      kind,
      direction: "recvonly",
      rids,
      rtp: {
        codecs: receiving.codecs,
        headerExtensions: (receiving.headerExtensions ?? []).filter(
          ({ uri }) => uris.has(uri) && uri !== dependencyDescriptor,
        ),
      },
    },
  };
}

/** The first that both have, and its retransmissions. Sound is not retransmitted unless one asks for it. */
function chosenCodecs(rtp: PlainRtpParameters): PlainRtpParameters["codecs"] {
  const codecs = ortc.reduceCodecs(rtp.codecs as types.RtpCodecParameters[]) as PlainRtpParameters["codecs"];
  return codecs.map((codec) => ({
    ...codec,
    parameters: { ...codec.parameters },
    rtcpFeedback: (codec.rtcpFeedback ?? []).filter(
      ({ type, parameter }) => !codec.mimeType.startsWith("audio/") || type !== "nack" || parameter,
    ),
  }));
}

/** RFC 7587, section 6.1: `sprop-stereo` is what is sent, `stereo` what the other side would like. */
function setSound(
  { codecs }: PlainRtpParameters,
  { stereo, dtx }: NonNullable<TrackToSend["sound"]>,
  stereoName: "sprop-stereo" | "stereo",
): void {
  Object.assign(codecs[0]!.parameters!, { [stereoName]: stereo ? 1 : 0, usedtx: dtx ? 1 : 0, useinbandfec: 1 });
}

type NamedEncoding = Encoding & { rid?: string };

/** Simulcast streams by rid: all with the same number of temporal layers, as mediasoup requires. */
export function namedEncodings(encodings: readonly Encoding[] | undefined): NamedEncoding[] {
  if (!encodings || encodings.length < 2) return [...(encodings ?? [])];
  return encodings.map((encoding, index) => ({
    ...encoding,
    rid: `r${index}`,
    scalabilityMode: encoding.scalabilityMode ?? "L1T3",
  }));
}

function withSources(
  media: OfferedMedia,
  { codecs }: PlainRtpParameters,
  encoding: Encoding | undefined,
): NonNullable<PlainRtpParameters["encodings"]> {
  const [described, ...others] = getRtpEncodings({
    offerMediaObject: media as never,
    codecs: codecs as types.RtpCodecParameters[],
  });
  return [{ ...described, ...encoding }, ...others] as NonNullable<PlainRtpParameters["encodings"]>;
}
