import type { types } from "mediasoup-client";
import { meanBetween, readBuffer } from "./jitter-buffer.ts";
import { sleep } from "./sleep.ts";

/** libwebrtc stretches the time between frames by no more than this, so that nobody sees it. */
const changePerSecondMs = 100;
const settleMs = 150;
const sampleMs = 120;
/** What RTCRtpReceiver.jitterBufferTarget takes. */
const mostMs = 4_000;

/** https://www.w3.org/TR/webrtc-extensions/#jitter-buffer-target */
type DelayableReceiver = RTCRtpReceiver & { jitterBufferTarget: number | null };

function delayable(consumer: types.Consumer): DelayableReceiver | undefined {
  const receiver = consumer.rtpReceiver;
  return receiver && "jitterBufferTarget" in receiver ? (receiver as DelayableReceiver) : undefined;
}

/**
 * Delays what the consumer's jitter buffer gives out by so much more than now. Resolves when that has come about; without
 * effect where the browser cannot do it.
 */
export async function holdBack(consumer: types.Consumer, byMs: number): Promise<void> {
  const receiver = delayable(consumer);
  if (!receiver) return sleep(settleMs);
  const nowMs = await heldMs(consumer);
  receiver.jitterBufferTarget = Math.min(mostMs, Math.round((nowMs ?? 0) + byMs));
  await sleep(settleMs + (1_000 * byMs) / changePerSecondMs);
}

/** Before its first frame: a jitter buffer that is still empty begins with this delay, and need not be stretched to it. */
export function holdFromStart(consumer: types.Consumer, targetMs: number): void {
  const receiver = delayable(consumer);
  if (receiver && targetMs > 0) receiver.jitterBufferTarget = Math.min(mostMs, Math.round(targetMs));
}

/** Lets the jitter buffer find its own delay again. */
export function releaseHold(consumer: types.Consumer): void {
  const receiver = delayable(consumer);
  if (receiver?.jitterBufferTarget) receiver.jitterBufferTarget = null;
}

/** How long the consumer's jitter buffer is to hold back what arrives, in milliseconds; undefined when nothing comes out of it. */
export async function heldMs(consumer: types.Consumer): Promise<number | undefined> {
  const receiver = consumer.rtpReceiver;
  if (!receiver) return undefined;
  const before = await readBuffer(receiver);
  await sleep(sampleMs);
  return meanBetween(before, await readBuffer(receiver), "targetSeconds");
}
