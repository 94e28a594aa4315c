// What a receiver's statistics say of its jitter buffer (https://www.w3.org/TR/webrtc-stats/#dom-rtcinboundrtpstreamstats).

export interface BufferReading {
  /** Totals since the stream began: frames of video or samples of sound that came out, and how long they were in there. */
  emitted: number;
  delaySeconds: number;
  /** How long they were meant to be. */
  targetSeconds: number;
  /** Round trip to the node, when it is known. */
  rttMs: number | undefined;
}

export async function readBuffer(receiver: RTCRtpReceiver): Promise<BufferReading> {
  const reading: BufferReading = { emitted: 0, delaySeconds: 0, targetSeconds: 0, rttMs: undefined };
  const report = await receiver.getStats();
  for (const stats of report.values() as Iterable<RTCStats>) {
    if (stats.type === "inbound-rtp") {
      const inbound = stats as RTCInboundRtpStreamStats;
      reading.emitted = inbound.jitterBufferEmittedCount ?? 0;
      reading.delaySeconds = inbound.jitterBufferDelay ?? 0;
      reading.targetSeconds = inbound.jitterBufferTargetDelay ?? 0;
    } else if (stats.type === "candidate-pair") {
      const { nominated, currentRoundTripTime } = stats as RTCIceCandidatePairStats;
      if (nominated && currentRoundTripTime !== undefined) reading.rttMs = currentRoundTripTime * 1_000;
    }
  }
  return reading;
}

/** In milliseconds, of what came out between the two readings; undefined when nothing did. */
export function meanBetween(
  before: BufferReading,
  after: BufferReading,
  field: "delaySeconds" | "targetSeconds",
): number | undefined {
  const emitted = after.emitted - before.emitted;
  return emitted > 0 ? (1_000 * (after[field] - before[field])) / emitted : undefined;
}
