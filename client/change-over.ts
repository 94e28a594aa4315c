// When a track is shown from its newer path while the older one still delivers. Pure.
//
// Both paths carry the same frames of the same source, but not with the same delay: a jitter buffer that has been at work
// for an hour holds back more than a fresh one. Changed over as they are, frames would be lost or come twice. So first
// the path that is ahead is held back until both deliver the same frame at the same time; then, right after a frame has
// come on both, the next one is shown from the newer path.

import type { MediaTime } from "./media-time.ts";

export interface ChangeOverView {
  /** The newest frame on the path that is shown, and on the newer one; undefined when there was none. */
  shown: MediaTime | undefined;
  newest: MediaTime | undefined;
  /** Whether the path that is shown goes on for now; otherwise what it still shows is its last. */
  shownGoesOn: boolean;
  nowMs: number;
  /** Since when the newer path waits for its turn. */
  sinceMs: number;
}

export type ChangeOver =
  | { do: "wait" }
  | { do: "change" }
  /** Delay this path by so much more; look again when that is done. */
  | { do: "hold back"; path: "shown" | "newest"; byMs: number };

/** Far less than from one frame of 30 a second to the next, and no more than a frame of sound. */
const sameMs = 12;
/** Nothing for so long: the path that is shown has nothing to lose. */
const silentMs = 150;
/** Two paths that never fall in step are not waited for; and the old one does not stay for ever. */
const patienceMs = 3_500;
/** More than that would take longer to make up for than there is time. */
const maxHoldBackMs = 300;

export function decideChangeOver({ shown, newest, shownGoesOn, nowMs, sinceMs }: ChangeOverView): ChangeOver {
  if (!newest) return { do: "wait" };
  if (!shown || !shownGoesOn || nowMs - shown.atMs > silentMs || nowMs - sinceMs > patienceMs) return { do: "change" };
  const aheadMs = aheadBy(newest, shown);
  if (aheadMs !== undefined && Math.abs(aheadMs) > sameMs && Math.abs(aheadMs) <= maxHoldBackMs)
    return { do: "hold back", path: aheadMs > 0 ? "newest" : "shown", byMs: Math.abs(aheadMs) };
  const sameFrame = Math.abs((newest.captureMs ?? newest.atMs) - (shown.captureMs ?? shown.atMs)) <= sameMs;
  const fresh = nowMs - Math.max(newest.atMs, shown.atMs) <= sameMs;
  return sameFrame && fresh ? { do: "change" } : { do: "wait" };
}

/** How much less one path delays its frames than the other; undefined when their capture times are not known. */
function aheadBy(one: MediaTime, other: MediaTime): number | undefined {
  if (one.captureMs === undefined || other.captureMs === undefined) return undefined;
  return one.captureMs - one.atMs - (other.captureMs - other.atMs);
}
