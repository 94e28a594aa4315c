// RTP capabilities and parameters between the wire's messages and the plain objects of mediasoup and mediasoup-client.
// The plain shapes are theirs (https://mediasoup.org/documentation/v3/mediasoup/rtp-parameters-and-capabilities/),
// written down here because proto/ imports neither library.

import { HoldfastError } from "./errors.ts";
import type { holdfast as wire } from "./generated/client.js";

export type Kind = "audio" | "video";
type FmtpParameters = Record<string, unknown>;

export interface PlainRtpCapabilities {
  codecs?: {
    kind: Kind;
    mimeType: string;
    preferredPayloadType?: number;
    clockRate: number;
    channels?: number;
    parameters?: FmtpParameters;
    rtcpFeedback?: { type: string; parameter?: string }[];
  }[];
  headerExtensions?: { kind: Kind; uri: string; preferredId: number; preferredEncrypt?: boolean; direction?: string }[];
}

export interface PlainRtpParameters {
  mid?: string;
  codecs: {
    mimeType: string;
    payloadType: number;
    clockRate: number;
    channels?: number;
    parameters?: FmtpParameters;
    rtcpFeedback?: { type: string; parameter?: string }[];
  }[];
  headerExtensions?: { uri: string; id: number; encrypt?: boolean; parameters?: unknown }[];
  encodings?: {
    ssrc?: number;
    rid?: string;
    codecPayloadType?: number;
    rtx?: { ssrc: number };
    dtx?: boolean;
    scalabilityMode?: string;
    maxBitrate?: number;
    scaleResolutionDownBy?: number;
  }[];
  rtcp?: { cname?: string; reducedSize?: boolean };
}

// ---- kinds ----

const kindNumbers = { audio: 1, video: 2 } as const;
export const kindToWire = (kind: Kind): wire.MediaKind => kindNumbers[kind] as wire.MediaKind;

/** @throws HoldfastError bad_media for anything but audio and video. */
export function kindFromWire(kind: number | null | undefined): Kind {
  if (kind === kindNumbers.audio) return "audio";
  if (kind === kindNumbers.video) return "video";
  throw new HoldfastError("bad_media", "kind is neither audio nor video");
}

/** The MID of a path's n-th consumer of a kind, from 0: "a0", "a1", "v0". Known before the consumer is. */
export const consumerMid = (kind: Kind, n: number): string => `${kind[0]}${n}`;

// ---- to the wire ----

export function capabilitiesToWire(caps: PlainRtpCapabilities): wire.RtpCapabilities.$Shape {
  return {
    codecs: (caps.codecs ?? []).map((codec) => ({
      ...codecToWire(codec),
      kind: kindToWire(codec.kind),
      preferredPayloadType: codec.preferredPayloadType ?? 0,
    })),
    headerExtensions: (caps.headerExtensions ?? []).map((ext) => ({
      kind: kindToWire(ext.kind),
      uri: ext.uri,
      preferredId: ext.preferredId,
      preferredEncrypt: ext.preferredEncrypt ?? false,
      direction: ext.direction ?? "sendrecv",
    })),
  };
}

export function parametersToWire(rtp: PlainRtpParameters): wire.RtpParameters.$Shape {
  return {
    mid: rtp.mid ?? "",
    codecs: rtp.codecs.map((codec) => ({ ...codecToWire(codec), payloadType: codec.payloadType })),
    headerExtensions: (rtp.headerExtensions ?? []).map(({ uri, id, encrypt }) => ({
      uri,
      id,
      encrypt: encrypt ?? false,
    })),
    encodings: (rtp.encodings ?? []).map((encoding) => ({
      ssrc: encoding.ssrc ?? 0,
      rid: encoding.rid ?? "",
      rtxSsrc: encoding.rtx?.ssrc ?? 0,
      dtx: encoding.dtx ?? false,
      scalabilityMode: encoding.scalabilityMode ?? "",
      maxBitrateBps: encoding.maxBitrate ?? 0,
      scaleResolutionDownBy: encoding.scaleResolutionDownBy ?? 0,
      codecPayloadType: encoding.codecPayloadType ?? 0,
    })),
    cname: rtp.rtcp?.cname ?? "",
    reducedSize: rtp.rtcp?.reducedSize ?? true,
  };
}

interface PlainCodec {
  mimeType: string;
  clockRate: number;
  channels?: number;
  parameters?: FmtpParameters;
  rtcpFeedback?: { type: string; parameter?: string }[];
}

function codecToWire(codec: PlainCodec) {
  const parameters: Record<string, wire.FmtpValue.$Shape> = {};
  for (const [name, value] of Object.entries(codec.parameters ?? {})) {
    if (typeof value === "number") parameters[name] = { value: "number", number: value };
    else if (typeof value === "string" || typeof value === "boolean")
      parameters[name] = { value: "text", text: `${value}` };
  }
  return {
    mimeType: codec.mimeType,
    clockRate: codec.clockRate,
    channels: codec.channels ?? 0,
    parameters,
    rtcpFeedback: (codec.rtcpFeedback ?? []).map(({ type, parameter }) => ({ type, parameter: parameter ?? "" })),
  };
}

// ---- from the wire ----

/** @throws HoldfastError bad_media */
export function capabilitiesFromWire(caps: wire.RtpCapabilities.$Shape | null | undefined): PlainRtpCapabilities {
  return {
    codecs: (caps?.codecs ?? []).map((codec) => ({
      ...codecFromWire(codec),
      kind: kindFromWire(codec.kind),
      preferredPayloadType: codec.preferredPayloadType ?? 0,
    })),
    headerExtensions: (caps?.headerExtensions ?? []).map((ext) => ({
      kind: kindFromWire(ext.kind),
      uri: ext.uri ?? "",
      preferredId: ext.preferredId ?? 0,
      preferredEncrypt: ext.preferredEncrypt ?? false,
      direction: ext.direction || "sendrecv",
    })),
  };
}

/** @throws HoldfastError bad_media */
export function parametersFromWire(rtp: wire.RtpParameters.$Shape | null | undefined): PlainRtpParameters {
  if (!rtp) throw new HoldfastError("bad_media", "RTP parameters are missing");
  return {
    ...(rtp.mid ? { mid: rtp.mid } : {}),
    codecs: (rtp.codecs ?? []).map((codec) => ({ ...codecFromWire(codec), payloadType: codec.payloadType ?? 0 })),
    headerExtensions: (rtp.headerExtensions ?? []).map((ext) => ({
      uri: ext.uri ?? "",
      id: ext.id ?? 0,
      encrypt: ext.encrypt ?? false,
    })),
    encodings: (rtp.encodings ?? []).map((encoding) => ({
      ...(encoding.ssrc ? { ssrc: encoding.ssrc } : {}),
      ...(encoding.rid ? { rid: encoding.rid } : {}),
      ...(encoding.rtxSsrc ? { rtx: { ssrc: encoding.rtxSsrc } } : {}),
      ...(encoding.dtx ? { dtx: true } : {}),
      ...(encoding.scalabilityMode ? { scalabilityMode: encoding.scalabilityMode } : {}),
      ...(encoding.maxBitrateBps ? { maxBitrate: encoding.maxBitrateBps } : {}),
      ...(encoding.scaleResolutionDownBy ? { scaleResolutionDownBy: encoding.scaleResolutionDownBy } : {}),
      ...(encoding.codecPayloadType ? { codecPayloadType: encoding.codecPayloadType } : {}),
    })),
    rtcp: { ...(rtp.cname ? { cname: rtp.cname } : {}), reducedSize: rtp.reducedSize ?? true },
  };
}

type WireCodec = Pick<
  wire.RtpCodecParameters.$Shape,
  "mimeType" | "clockRate" | "channels" | "parameters" | "rtcpFeedback"
>;

function codecFromWire(codec: WireCodec): PlainCodec {
  const parameters: FmtpParameters = {};
  for (const [name, value] of Object.entries(codec.parameters ?? {})) {
    parameters[name] = value.value === "number" ? value.number : (value.text ?? "");
  }
  return {
    mimeType: codec.mimeType ?? "",
    clockRate: codec.clockRate ?? 0,
    ...(codec.channels ? { channels: codec.channels } : {}),
    parameters,
    rtcpFeedback: (codec.rtcpFeedback ?? []).map(({ type, parameter }) => ({
      type: type ?? "",
      parameter: parameter ?? "",
    })),
  };
}
