import type { Kind } from "../../proto/rtp.ts";
import type { TrackSource } from "../wire-names.ts";

export interface PublishOptions {
  /** Default: camera for video, microphone for audio. */
  source?: TrackSource;
  /** A name for people, or for the integrator's own use. */
  name?: string;
  /** Publish muted; nothing is heard or seen until unmute(). */
  muted?: boolean;
  /** Send several resolutions, so that each receiver gets the one that fits. Video only. Default false. */
  simulcast?: boolean;
  /** Upper limit of the whole track. Default: 40 kbit/s for audio; for video what the browser finds right. */
  maxBitrateBps?: number;
  /** Video only. */
  maxFramesPerSecond?: number;
}

export interface Encoding {
  active?: boolean;
  maxBitrate?: number;
  maxFramerate?: number;
  scaleResolutionDownBy?: number;
  scalabilityMode?: string;
  dtx?: boolean;
}

/** Three layers of 1/4, 1/2 and full resolution; their shares of the bitrate follow their pixel counts. */
const simulcastLayers = [
  { scaleResolutionDownBy: 4, share: 0.08 },
  { scaleResolutionDownBy: 2, share: 0.25 },
  { scaleResolutionDownBy: 1, share: 0.67 },
];
const defaultSimulcastBitrateBps = 2_000_000;

export function encodingsFor(kind: Kind, options: PublishOptions): Encoding[] | undefined {
  const { maxBitrateBps, maxFramesPerSecond, simulcast = false } = options;
  const rate = maxFramesPerSecond === undefined ? {} : { maxFramerate: maxFramesPerSecond };
  if (kind === "video" && simulcast) {
    const total = maxBitrateBps ?? defaultSimulcastBitrateBps;
    return simulcastLayers.map(({ scaleResolutionDownBy, share }) => ({
      scaleResolutionDownBy,
      maxBitrate: Math.round(total * share),
      scalabilityMode: "L1T3",
      ...rate,
    }));
  }
  if (kind === "video") {
    const bitrate = maxBitrateBps === undefined ? {} : { maxBitrate: maxBitrateBps };
    return maxBitrateBps === undefined && maxFramesPerSecond === undefined ? undefined : [{ ...bitrate, ...rate }];
  }
  return [{ maxBitrate: maxBitrateBps ?? 40_000, dtx: true }];
}

export const defaultSource = (kind: Kind): TrackSource => (kind === "video" ? "camera" : "microphone");
