// Whether the capture times of two paths are of one clock. Pure.
//
// A camera's frames carry the time of their capture through the browser, and both paths of a sender say the same. Frames
// that a page makes itself (a canvas, a blurred background) do not: for these Chromium estimates a time for each peer
// connection, from when it got the first ones. On a busy machine one path's estimates are off by 100 ms and more for as
// long as it lasts (https://source.chromium.org/chromium/chromium/src/+/main:third_party/webrtc/rtc_base/timestamp_aligner.cc).
// But from one frame to the next both count alike, and frames seldom come at quite equal intervals: like two prints of one
// bar code, the two sequences then fit together at one place only. Where frames come too evenly for that, a receiver holds
// the times against what else it sees: how long each jitter buffer holds frames back, and how far the nodes are.

export interface ClockEvidence {
  /** How much sooner the newer path delivers a frame, by capture times. */
  byCaptureMs: number;
  /** How much longer the jitter buffer of the path that is shown holds a frame back. */
  byBuffersMs: number;
  /** How much farther the node of the path that is shown is, as a round trip. */
  byDistanceMs: number;
}

/** Less than half a frame of 30 a second: no other frame would be taken for the same. */
const harmlessMs = 13;

/**
 * What is to be added to the newer path's capture times, so that they are of the older one's clock. Where the network
 * explains the difference, capture times are right.
 */
export function clockCorrectionMs({ byCaptureMs, byBuffersMs, byDistanceMs }: ClockEvidence): number {
  const unexplained = byBuffersMs - byCaptureMs;
  if (Math.abs(unexplained) < harmlessMs) return 0;
  // Each of sender and receiver is half a round trip away from the node, and so the whole of one counts for both.
  if (Math.abs(unexplained + byDistanceMs) < Math.abs(unexplained) / 2) return 0;
  return unexplained;
}

/** So many frames must be on both paths to be compared. */
const leastCommon = 6;
/** Capture times are whole milliseconds. */
const fitMs = 1.2;
/** How much worse, at least, the sequences fit at any other place. */
const clearer = 2;
const clearerByMs = 0.8;

interface Fit {
  correctionMs: number;
  /** From frame to frame, on average. */
  errorMs: number;
}

/**
 * What is to be added to the newer path's capture times, as the sequences themselves say; undefined when they fit at no
 * place, or at several. Frames may be missing in either.
 *
 * @param intervalMs usually from one frame to the next.
 */
export function correctionBySequence(
  shownMs: readonly number[],
  newestMs: readonly number[],
  intervalMs: number,
): number | undefined {
  const fits: Fit[] = [];
  for (const newest of newestMs.slice(-leastCommon)) {
    for (const shown of shownMs) {
      const fit = fitAt(shown - newest, shownMs, newestMs, intervalMs);
      if (fit) fits.push(fit);
    }
  }
  const best = fits.toSorted((a, b) => a.errorMs - b.errorMs)[0];
  if (!best || best.errorMs > fitMs) return undefined;
  const elsewhere = fits.filter(({ correctionMs }) => Math.abs(correctionMs - best.correctionMs) > intervalMs / 2);
  const isClear = elsewhere.every(
    ({ errorMs }) => errorMs >= clearer * best.errorMs && errorMs >= best.errorMs + clearerByMs,
  );
  return isClear && elsewhere.length > 0 ? best.correctionMs : undefined;
}

function fitAt(
  roughMs: number,
  shownMs: readonly number[],
  newestMs: readonly number[],
  intervalMs: number,
): Fit | undefined {
  const apart = newestMs.flatMap((newest) => {
    const shown = shownMs.find((time) => Math.abs(time - newest - roughMs) < intervalMs / 3);
    return shown === undefined ? [] : [shown - newest];
  });
  if (apart.length < leastCommon) return undefined;
  const correctionMs = apart.toSorted((a, b) => a - b)[Math.floor(apart.length / 2)]!;
  const errorMs = apart.reduce((sum, one) => sum + Math.abs(one - correctionMs), 0) / apart.length;
  return { correctionMs, errorMs };
}
