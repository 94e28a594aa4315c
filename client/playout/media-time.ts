import type { ReceivedMedia } from "../connections/connections.ts";

/** The newest frame of a consumer: video that was decoded, sound that was played out. Unix time in milliseconds. */
export interface MediaTime {
  /** When it was handed to the consumer's track. */
  atMs: number;
  /**
   * When it was captured, on the sender's clock: the same on every path that carries the frame. From the RTP header
   * extension abs-capture-time, where the browsers have it.
   */
  captureMs?: number;
}

export type ReadMediaTime = (consumer: ReceivedMedia) => MediaTime | undefined;

/** Of https://www.w3.org/TR/webrtc-extensions/, which the DOM's types do not have yet. */
interface TimedSource extends RTCRtpSynchronizationSource {
  captureTimestamp?: number;
}

/** Clocks that are as far apart as this are not the same. */
const sameClockMs = 10_000;
let shiftMs = Number.POSITIVE_INFINITY;

/**
 * WebKit stamps with a clock of its own that does not begin in 1970. The smallest difference seen so far is that of the
 * two clocks, but for the time between a frame and the look that finds it.
 */
export function toUnixMs(timestampMs: number, nowMs = performance.timeOrigin + performance.now()): number {
  shiftMs = Math.min(shiftMs, nowMs - timestampMs);
  return shiftMs > sameClockMs ? timestampMs + shiftMs : timestampMs;
}

export const lastMediaTime: ReadMediaTime = (consumer) => {
  let newest: TimedSource | undefined;
  for (const source of consumer.rtpReceiver?.getSynchronizationSources() ?? []) {
    if (!newest || source.timestamp > newest.timestamp) newest = source;
  }
  if (!newest) return undefined;
  const { timestamp, captureTimestamp: captureMs } = newest as TimedSource;
  const atMs = toUnixMs(timestamp);
  return { atMs, ...(captureMs === undefined ? {} : { captureMs }) };
};
