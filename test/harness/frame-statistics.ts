// What a list of presented frames says: gaps, lost, repeated. Pure, so that a benchmark's figures can be checked by hand.
import { frameNumberCount } from "./frame-strip.ts";

export interface ReceivedFrame {
  frameNumber: number;
  /** Wall clock, milliseconds, when it was presented. */
  arrivalMs: number;
  /** So many were presented since the one before without being read: the page was too busy to look. */
  unread?: number;
}

export interface FrameStatistics {
  frames: number;
  /** Longest time between two pictures that follow each other. */
  longestGapMs: number;
  /** When that gap began: arrival of the last picture before it. */
  gapStartMs: number;
  lost: number;
  /** Lost outside the longest gap. */
  lostElsewhere: number;
  /** Shown a second time: a browser does that by itself, when it is short of new ones. */
  repeated: number;
  /** Shown after a later one. */
  backwards: number;
}

/** How far `to` is ahead of `from`, on numbers that wrap; negative when it is behind. */
export function framesBetween(from: number, to: number): number {
  const forward = (to - from + frameNumberCount) % frameNumberCount;
  return forward < frameNumberCount / 2 ? forward : forward - frameNumberCount;
}

export function frameStatistics(frames: readonly ReceivedFrame[]): FrameStatistics {
  const result = {
    frames: frames.length,
    longestGapMs: 0,
    gapStartMs: 0,
    lost: 0,
    lostElsewhere: 0,
    repeated: 0,
    backwards: 0,
  };
  let newest: ReceivedFrame | undefined;
  let previousMs: number | undefined;
  let lostInGap = 0;
  for (const frame of frames) {
    const step = newest === undefined ? 1 : framesBetween(newest.frameNumber, frame.frameNumber);
    const unread = frame.unread ?? 0;
    const lost = Math.max(0, step - 1 - unread);
    const gapMs = previousMs === undefined ? 0 : (frame.arrivalMs - previousMs) / (1 + unread);
    if (previousMs !== undefined && gapMs > result.longestGapMs) {
      result.longestGapMs = gapMs;
      result.gapStartMs = previousMs;
      lostInGap = lost;
    }
    result.lost += lost;
    if (step === 0) result.repeated++;
    else if (step < 0) result.backwards++;
    else newest = frame;
    previousMs = frame.arrivalMs;
  }
  result.lostElsewhere = result.lost - lostInGap;
  return result;
}
