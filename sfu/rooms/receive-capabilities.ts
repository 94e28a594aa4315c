// What clients can receive. It differs by browser, not by person: it is read and checked once, however many say the same,
// be it a thousand who come over from a node that has died.

import { validateAndNormalizeRtpCapabilities } from "mediasoup/ortc";
import type { types } from "mediasoup";
import { holdfast as wire } from "../../proto/generated/cluster.js";
import { HoldfastError } from "../../proto/errors.ts";
import { maxRtpCapabilitiesBytes } from "../../proto/limits.ts";
import { capabilitiesFromWire } from "../../proto/rtp.ts";
import { toMediaError } from "../media-errors.ts";
import { checkCapabilityBounds } from "../rtp-bounds.ts";

/**
 * What a client can receive, cut down to one codec at a time. mediasoup copies and checks the capabilities anew for
 * every consumer, and a browser's whole list is most of what a consumer costs this process.
 */
export class ReceiveCapabilities {
  readonly #all: types.RtpCapabilities;
  readonly #byMimeType = new Map<string, types.RtpCapabilities>();

  /** @throws HoldfastError bad_media */
  constructor(encoded: Uint8Array) {
    this.#all = read(encoded);
  }

  for(kind: types.MediaKind, mimeType: string): types.RtpCapabilities {
    const wanted = mimeType.toLowerCase();
    let some = this.#byMimeType.get(wanted);
    if (!some) {
      const { codecs = [], headerExtensions = [] } = this.#all;
      some = {
        codecs: codecs.filter((codec) => [wanted, `${kind}/rtx`].includes(codec.mimeType.toLowerCase())),
        headerExtensions: headerExtensions.filter((extension) => extension.kind === kind),
      };
      this.#byMimeType.set(wanted, some);
    }
    return some;
  }
}

/** Far more than there are browsers in use; a stranger's inventions push each other out. */
const maxKept = 256;

export class KnownCapabilities {
  readonly #byText = new Map<string, ReceiveCapabilities>();
  readonly #max: number;

  constructor(max = maxKept) {
    this.#max = max;
  }

  /** @throws HoldfastError bad_media */
  of(encoded: Uint8Array): ReceiveCapabilities {
    if (encoded.byteLength > maxRtpCapabilitiesBytes)
      throw new HoldfastError("bad_media", `RTP capabilities of more than ${maxRtpCapabilitiesBytes} bytes`);
    const text = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength).toString("latin1");
    const known = this.#byText.get(text);
    if (known) return known;
    const capabilities = new ReceiveCapabilities(encoded);
    if (this.#byText.size >= this.#max) this.#byText.delete(this.#byText.keys().next().value!);
    this.#byText.set(text, capabilities);
    return capabilities;
  }
}

function read(encoded: Uint8Array): types.RtpCapabilities {
  let decoded: wire.RtpCapabilities.$Shape;
  try {
    decoded = wire.RtpCapabilities.decode(encoded);
  } catch (cause) {
    throw new HoldfastError("bad_media", "the RTP capabilities cannot be read", { cause });
  }
  const plain = capabilitiesFromWire(decoded);
  checkCapabilityBounds(plain);
  const capabilities = plain as types.RtpCapabilities;
  try {
    validateAndNormalizeRtpCapabilities(capabilities);
  } catch (cause) {
    throw toMediaError(cause);
  }
  return capabilities;
}
