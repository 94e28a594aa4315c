// What a list of received frames says: gaps, lost, repeated. Pure, so that a benchmark's figures can be checked by hand.
import { frameNumberCount } from "./frame-strip.ts";

export interface ReceivedFrame {
  frameNumber: number;
  /** Wall clock, milliseconds, when the decoded picture was in the page's hands. */
  arrivalMs: number;
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
  /** Shown a second time, or after a later one. */
  repeated: number;
}

/** How far `to` is ahead of `from`, on numbers that wrap; negative when it is behind. */
export function framesBetween(from: number, to: number): number {
  const forward = (to - from + frameNumberCount) % frameNumberCount;
  return forward < frameNumberCount / 2 ? forward : forward - frameNumberCount;
}

export function frameStatistics(frames: readonly ReceivedFrame[]): FrameStatistics {
  const result = { frames: frames.length, longestGapMs: 0, gapStartMs: 0, lost: 0, lostElsewhere: 0, repeated: 0 };
  let newest: ReceivedFrame | undefined;
  let previousMs: number | undefined;
  let lostInGap = 0;
  for (const frame of frames) {
    const step = newest === undefined ? 1 : framesBetween(newest.frameNumber, frame.frameNumber);
    const lost = Math.max(0, step - 1);
    if (previousMs !== undefined && frame.arrivalMs - previousMs > result.longestGapMs) {
      result.longestGapMs = frame.arrivalMs - previousMs;
      result.gapStartMs = previousMs;
      lostInGap = lost;
    }
    result.lost += lost;
    if (step <= 0) result.repeated++;
    else newest = frame;
    previousMs = frame.arrivalMs;
  }
  result.lostElsewhere = result.lost - lostInGap;
  return result;
}
