// Whether the capture times of two paths are of one clock. Pure.
//
// A camera's frames carry the time of their capture through the browser, and both paths of a sender say the same. Frames
// that a page makes itself (a canvas, a blurred background) do not: for these Chromium estimates a time for each peer
// connection, from when it got the first ones. On a busy machine one path's estimates are off by 100 ms and more for as
// long as it lasts (https://source.chromium.org/chromium/chromium/src/+/main:third_party/webrtc/rtc_base/timestamp_aligner.cc).
// So a receiver holds them against what it sees itself: how long each jitter buffer holds frames back, and how far the
// nodes are.

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
