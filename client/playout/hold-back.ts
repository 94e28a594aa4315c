// How long a receiver's jitter buffer holds back what it has, moved so that nobody sees it.

import type { ReceivedMedia } from "../connections/connections.ts";
import { meanBetween, readBuffer } from "./jitter-buffer.ts";
import { sleep } from "../sleep.ts";

/**
 * libwebrtc follows another target with the very next frame: the picture would stand still for as long, or several would
 * be shown at once. So what is shown is moved by so little at a time that nobody sees it.
 */
const stepMs = 8;
const stepEveryMs = 80;
const settleMs = 150;
const sampleMs = 120;
/** What RTCRtpReceiver.jitterBufferTarget takes. */
const mostMs = 4_000;

/** https://www.w3.org/TR/webrtc-extensions/#jitter-buffer-target */
type DelayableReceiver = RTCRtpReceiver & { jitterBufferTarget: number | null };

/** What is wanted of each receiver: a newer wish ends the steps of an older one. */
const wishes = new WeakMap<RTCRtpReceiver, symbol>();

function delayable(consumer: ReceivedMedia): DelayableReceiver | undefined {
  const receiver = consumer.rtpReceiver;
  return receiver && "jitterBufferTarget" in receiver ? (receiver as DelayableReceiver) : undefined;
}

/**
 * Delays what the consumer's jitter buffer gives out by so much more than now; little by little when it is shown. Resolves
 * when that has come about; without effect where the browser cannot do it.
 */
export async function holdBack(consumer: ReceivedMedia, byMs: number, isShown: boolean): Promise<void> {
  const receiver = delayable(consumer);
  if (!receiver) return sleep(settleMs);
  const fromMs = (await heldMs(consumer)) ?? 0;
  const targetMs = Math.min(mostMs, Math.round(fromMs + byMs));
  if (isShown) await moveTarget(receiver, fromMs, targetMs);
  else receiver.jitterBufferTarget = targetMs;
  await sleep(settleMs);
}

/** Before its first frame: a jitter buffer that is still empty begins with this delay, and need not be stretched to it. */
export function holdFromStart(consumer: ReceivedMedia, targetMs: number): void {
  const receiver = delayable(consumer);
  if (receiver && targetMs > 0) receiver.jitterBufferTarget = Math.min(mostMs, Math.round(targetMs));
}

/** Lets the jitter buffer of what is shown find its own delay again. */
export async function releaseHold(consumer: ReceivedMedia): Promise<void> {
  const receiver = delayable(consumer);
  if (!receiver?.jitterBufferTarget) return;
  if (await moveTarget(receiver, receiver.jitterBufferTarget, 0)) receiver.jitterBufferTarget = null;
}

/** False when something else is wanted meanwhile. */
async function moveTarget(receiver: DelayableReceiver, fromMs: number, toMs: number): Promise<boolean> {
  const wish = Symbol("target");
  wishes.set(receiver, wish);
  for (let targetMs = fromMs; targetMs !== toMs; await sleep(stepEveryMs)) {
    if (wishes.get(receiver) !== wish) return false;
    targetMs = toMs > targetMs ? Math.min(toMs, targetMs + stepMs) : Math.max(toMs, targetMs - stepMs);
    receiver.jitterBufferTarget = Math.round(targetMs);
  }
  return wishes.get(receiver) === wish;
}

/** How long the consumer's jitter buffer is to hold back what arrives, in milliseconds; undefined when nothing comes out of it. */
export async function heldMs(consumer: ReceivedMedia): Promise<number | undefined> {
  const receiver = consumer.rtpReceiver;
  if (!receiver) return undefined;
  const before = await readBuffer(receiver);
  await sleep(sampleMs);
  return meanBetween(before, await readBuffer(receiver), "targetSeconds");
}
