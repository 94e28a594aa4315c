import { holdfast as wire } from "./generated/client.js";
import { capabilitiesToWire, type PlainRtpCapabilities } from "./rtp.ts";

/** As a Join carries them: encoded, so that who only passes them on need not look into them. */
export const encodeCapabilities = (capabilities: PlainRtpCapabilities): Uint8Array =>
  wire.RtpCapabilities.encode(capabilitiesToWire(capabilities)).finish();
