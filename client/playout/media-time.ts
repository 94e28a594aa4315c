import type { types } from "mediasoup-client";

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

export type ReadMediaTime = (consumer: types.Consumer) => MediaTime | undefined;

/** Of https://www.w3.org/TR/webrtc-extensions/, which the DOM's types do not have yet. */
interface TimedSource extends RTCRtpSynchronizationSource {
  captureTimestamp?: number;
}

export const lastMediaTime: ReadMediaTime = (consumer) => {
  let newest: TimedSource | undefined;
  for (const source of consumer.rtpReceiver?.getSynchronizationSources() ?? []) {
    if (!newest || source.timestamp > newest.timestamp) newest = source;
  }
  if (!newest) return undefined;
  const { timestamp: atMs, captureTimestamp: captureMs } = newest as TimedSource;
  return { atMs, ...(captureMs === undefined ? {} : { captureMs }) };
};
