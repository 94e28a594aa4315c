import { HoldfastError } from "../proto/errors.ts";
import type { Kind, PlainRtpCapabilities, PlainRtpParameters } from "../proto/rtp.ts";

// What mediasoup's own validation leaves open: it checks shapes, not sizes, and packs numbers into the field widths of
// its messages to the worker without looking.
const maxCodecs = 100;
const maxHeaderExtensions = 64;
const maxEncodings = 8;
const maxTextLength = 256;
/** Format parameters (RFC 8866, section 6.15) and RTCP feedback types of one codec. */
const maxParameters = 32;
const maxFeedback = 32;
/** Ours go into RTP header extensions, which have one byte of length in their short form (RFC 8285). */
const maxStreamIdLength = 16;

function check(condition: boolean, what: string): void {
  if (!condition) throw new HoldfastError("bad_media", what);
}

type CodecExtras = Pick<PlainRtpParameters["codecs"][number], "parameters" | "rtcpFeedback">;

const isByte = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= 255;
const isPayloadType = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= 127;
/** Kept as long as the path, by this process and by the worker. */
function checkCodecExtras({ parameters = {}, rtcpFeedback = [] }: CodecExtras): void {
  const named = Object.entries(parameters);
  check(named.length <= maxParameters, "number of codec parameters");
  for (const [name, value] of named) {
    check(isText(name), "codec parameter");
    check(typeof value !== "string" || value.length <= maxTextLength, "codec parameter");
  }
  check(rtcpFeedback.length <= maxFeedback, "number of rtcp_feedback");
  for (const { type, parameter = "" } of rtcpFeedback)
    check(isText(type) && parameter.length <= maxTextLength, "rtcp_feedback");
}

const isText = (text: string): boolean => text.length > 0 && text.length <= maxTextLength;

/** @throws HoldfastError bad_media */
export function checkRtpBounds(
  kind: Kind,
  { mid, codecs, headerExtensions = [], encodings = [], rtcp }: PlainRtpParameters,
): void {
  check((mid ?? "").length <= maxStreamIdLength, "mid is too long");
  check((rtcp?.cname ?? "").length <= maxTextLength, "cname is too long");
  check(codecs.length > 0 && codecs.length <= maxCodecs, "number of codecs");
  for (const codec of codecs) {
    check(isText(codec.mimeType) && codec.mimeType.toLowerCase().startsWith(`${kind}/`), "mime_type");
    check(isPayloadType(codec.payloadType), "payload_type");
    check(codec.clockRate > 0, "clock_rate");
    check((codec.channels ?? 1) <= 255, "channels");
    checkCodecExtras(codec);
  }
  check(headerExtensions.length <= maxHeaderExtensions, "number of header extensions");
  for (const { uri, id } of headerExtensions) check(isText(uri) && id > 0 && isByte(id), "header extension");
  check(encodings.length <= maxEncodings, "number of encodings");
  for (const { rid, scalabilityMode } of encodings) {
    check((rid ?? "").length <= maxStreamIdLength, "rid is too long");
    check((scalabilityMode ?? "").length <= maxStreamIdLength, "scalability_mode is too long");
  }
}

/** @throws HoldfastError bad_media */
export function checkCapabilityBounds({ codecs = [], headerExtensions = [] }: PlainRtpCapabilities): void {
  check(codecs.length <= maxCodecs, "number of codecs");
  for (const codec of codecs) {
    check(isText(codec.mimeType), "mime_type");
    check(isPayloadType(codec.preferredPayloadType ?? 0), "preferred_payload_type");
    check(codec.clockRate > 0, "clock_rate");
    check((codec.channels ?? 1) <= 255, "channels");
    checkCodecExtras(codec);
  }
  check(headerExtensions.length <= maxHeaderExtensions, "number of header extensions");
  for (const { uri, preferredId } of headerExtensions) check(isText(uri) && isByte(preferredId), "header extension");
}
