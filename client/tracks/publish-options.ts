import type { Kind } from "../../proto/rtp.ts";
import type { Encoding, SoundCodec } from "../connections/connections.ts";
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
  /** How sound is encoded. Audio only. Default: "shared" for the source "screen_audio", otherwise "voice". */
  sound?: SoundPreset;
  /** Upper limit of the whole track. Default: the preset's for audio; for video what the browser finds right. */
  maxBitrateBps?: number;
  /** Video only. */
  maxFramesPerSecond?: number;
}

/**
 * Voice: one channel, 40 kbit/s, next to nothing during silence. Music: two channels, 128 kbit/s, all of it. Shared: what a
 * screen or a window plays, two channels, 96 kbit/s, all of it.
 */
export type SoundPreset = "voice" | "music" | "shared";

const sounds: Record<SoundPreset, SoundCodec> = {
  voice: { stereo: false, dtx: true, maxBitrateBps: 40_000 },
  music: { stereo: true, dtx: false, maxBitrateBps: 128_000 },
  shared: { stereo: true, dtx: false, maxBitrateBps: 96_000 },
};

export function soundFor(source: TrackSource, { sound, maxBitrateBps }: PublishOptions): SoundCodec {
  const preset = sounds[sound ?? (source === "screen_audio" ? "shared" : "voice")];
  return maxBitrateBps === undefined ? preset : { ...preset, maxBitrateBps };
}

/** Three layers of 1/4, 1/2 and full resolution; their shares of the bitrate follow their pixel counts. */
const simulcastLayers = [
  { scaleResolutionDownBy: 4, share: 0.08 },
  { scaleResolutionDownBy: 2, share: 0.25 },
  { scaleResolutionDownBy: 1, share: 0.67 },
];
const defaultSimulcastBitrateBps = 2_000_000;

export const soundEncodings = ({ maxBitrateBps, dtx }: SoundCodec): Encoding[] => [{ maxBitrate: maxBitrateBps, dtx }];

export function pictureEncodings(options: PublishOptions): Encoding[] | undefined {
  const { maxBitrateBps, maxFramesPerSecond, simulcast = false } = options;
  const rate = maxFramesPerSecond === undefined ? {} : { maxFramerate: maxFramesPerSecond };
  if (simulcast) {
    const total = maxBitrateBps ?? defaultSimulcastBitrateBps;
    return simulcastLayers.map(({ scaleResolutionDownBy, share }) => ({
      scaleResolutionDownBy,
      maxBitrate: Math.round(total * share),
      scalabilityMode: "L1T3",
      ...rate,
    }));
  }
  const bitrate = maxBitrateBps === undefined ? {} : { maxBitrate: maxBitrateBps };
  return maxBitrateBps === undefined && maxFramesPerSecond === undefined ? undefined : [{ ...bitrate, ...rate }];
}

export const defaultSource = (kind: Kind): TrackSource => (kind === "video" ? "camera" : "microphone");
