import type { types } from "mediasoup-client";
import { sleep } from "./sleep.ts";

/** libwebrtc stretches the time between frames by no more than this, so that nobody sees it. */
const changePerSecondMs = 100;
const settleMs = 150;
const sampleMs = 120;

/**
 * Delays what the consumer's jitter buffer gives out by so much more than now. Resolves when that has come about; without
 * effect where the browser cannot do it.
 */
export async function holdBack(consumer: types.Consumer, byMs: number): Promise<void> {
  const receiver = consumer.rtpReceiver;
  // https://www.w3.org/TR/webrtc-extensions/#jitter-buffer-target
  if (!receiver || !("jitterBufferTarget" in receiver)) return sleep(settleMs);
  const before = await bufferTotals(receiver);
  await sleep(sampleMs);
  const after = await bufferTotals(receiver);
  const emitted = after.emitted - before.emitted;
  const targetMs = emitted > 0 ? (1_000 * (after.targetSeconds - before.targetSeconds)) / emitted : 0;
  receiver.jitterBufferTarget = Math.min(4_000, Math.round(targetMs + byMs));
  await sleep(settleMs + (1_000 * byMs) / changePerSecondMs);
}

/** Lets the jitter buffer find its own delay again. */
export function releaseHold(consumer: types.Consumer): void {
  const receiver = consumer.rtpReceiver;
  if (receiver?.jitterBufferTarget) receiver.jitterBufferTarget = null;
}

async function bufferTotals(receiver: RTCRtpReceiver): Promise<{ targetSeconds: number; emitted: number }> {
  const report = await receiver.getStats();
  for (const stats of report.values() as Iterable<RTCInboundRtpStreamStats>) {
    if (stats.type !== "inbound-rtp") continue;
    return { targetSeconds: stats.jitterBufferTargetDelay ?? 0, emitted: stats.jitterBufferEmittedCount ?? 0 };
  }
  return { targetSeconds: 0, emitted: 0 };
}
