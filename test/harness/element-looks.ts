// What a <video> element showed, looked at before each of its pictures was painted. Pure.
import { framesBetween } from "./frame-statistics.ts";

export interface ElementLook {
  atMs: number;
  /** Undefined: the element showed nothing, black, or a picture whose number cannot be read. */
  frameNumber: number | undefined;
}

export interface ElementStatistics {
  looks: number;
  blank: number;
  /** An earlier picture after a later one. */
  backwards: number;
  /** Pictures that were never on the screen. */
  skipped: number;
  longestStandMs: number;
}

export function elementStatistics(looks: readonly ElementLook[]): ElementStatistics {
  const result = { looks: looks.length, blank: 0, backwards: 0, skipped: 0, longestStandMs: 0 };
  let shown: { frameNumber: number; sinceMs: number } | undefined;
  for (const { atMs, frameNumber } of looks) {
    if (frameNumber === undefined) result.blank++;
    else if (frameNumber !== shown?.frameNumber) {
      const step = shown ? framesBetween(shown.frameNumber, frameNumber) : 1;
      if (step < 0) result.backwards++;
      result.skipped += Math.max(0, step - 1);
      shown = { frameNumber, sinceMs: atMs };
    }
    if (shown) result.longestStandMs = Math.max(result.longestStandMs, atMs - shown.sinceMs);
  }
  return result;
}
