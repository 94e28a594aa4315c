// What a change-over between two tracks of the same camera did to its pictures. Pure, so that it can be checked by hand.
import { framesBetween, type ReceivedFrame } from "./frame-statistics.ts";
import { frameNumberCount } from "./frame-strip.ts";

export interface ChangeOverLosses {
  /** Both tracks delivered them, and they were seen on neither: one was no longer shown, the other not yet. */
  missed: number;
  /** Seen a second time, or after a later one. */
  repeated: number;
  /** One of the tracks did not deliver them, being short of CPU or of bandwidth, and it was the one that was to show them. */
  lostByPath: number;
  /** Nobody got them, on any path: the sender did not send them, being short of CPU. */
  neverSent: number;
}

/**
 * @param seen what the page saw: of the tracks, whichever it showed at the time.
 * @param delivered what each of the two tracks delivered, over a longer time than `seen`.
 * @param toOthers what came of the same camera to other receivers meanwhile.
 */
export function changeOverLosses(
  seen: readonly ReceivedFrame[],
  delivered: readonly [readonly ReceivedFrame[], readonly ReceivedFrame[]],
  toOthers: readonly ReceivedFrame[] = [],
): ChangeOverLosses {
  const losses = { missed: 0, repeated: 0, lostByPath: 0, neverSent: 0 };
  const numbers = delivered.map((frames) => new Set(frames.map(({ frameNumber }) => frameNumber)));
  const sent = new Set(toOthers.map(({ frameNumber }) => frameNumber));
  let newest: number | undefined;
  for (const { frameNumber } of seen) {
    const step = newest === undefined ? 1 : framesBetween(newest, frameNumber);
    if (step <= 0) losses.repeated++;
    for (let ahead = 1; ahead < step; ahead++) {
      const missing = (newest! + ahead) % frameNumberCount;
      const tracks = numbers.filter((of) => of.has(missing)).length;
      if (tracks === 2) losses.missed++;
      else if (tracks === 1 || sent.has(missing)) losses.lostByPath++;
      else losses.neverSent++;
    }
    if (step > 0) newest = frameNumber;
  }
  return losses;
}
