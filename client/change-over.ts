// When a track is shown from its newer path while the older one still delivers. Pure.
//
// Both paths carry the same frames from the same source, a few milliseconds apart. Changed over right after a frame has
// come on both, the next one is shown from the new path: none is lost, and none comes twice. For sound the same holds of
// its much shorter frames.

export interface ChangeOverView {
  /** When the newest frame was delivered on the path that is shown, and on the newer one; undefined when none was. */
  shownMs: number | undefined;
  newestMs: number | undefined;
  nowMs: number;
  /** Since when the newer path waits for its turn. */
  sinceMs: number;
}

/** Far less than from one frame of 30 a second to the next. */
const sameFrameMs = 14;
const freshMs = 14;
/** Nothing for so long: the path that is shown has nothing to lose. */
const silentMs = 150;
/** Two paths that never fall in step are not waited for. */
const patienceMs = 1_500;

export function mayChangeOver({ shownMs, newestMs, nowMs, sinceMs }: ChangeOverView): boolean {
  if (newestMs === undefined) return false;
  if (shownMs === undefined || nowMs - shownMs > silentMs || nowMs - sinceMs > patienceMs) return true;
  return Math.abs(newestMs - shownMs) <= sameFrameMs && nowMs - Math.max(newestMs, shownMs) <= freshMs;
}
