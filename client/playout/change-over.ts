// When a track is shown from its newer path while the older one still delivers. Pure.
//
// Both paths carry the same frames of the same source, but not with the same delay: a jitter buffer that has been at work
// for an hour holds back more than a fresh one. Changed over as they are, frames would be lost or come twice. So first
// the path that is ahead is held back until both deliver the same frame at the same time; then, soon after a frame has come
// on both and well before the next one is due on either, the next one is shown from the newer path.

import type { MediaTime } from "./media-time.ts";

export interface ChangeOverView {
  /** The newest frame on the path that is shown, and on the newer one; undefined when there was none. */
  shown: MediaTime | undefined;
  newest: MediaTime | undefined;
  /** How much sooner the newer path usually delivers a frame; undefined while that is not known. */
  aheadMs: number | undefined;
  /** Usually from one frame to the next, and when it is due on whichever path it comes first; undefined for sound. */
  intervalMs?: number | undefined;
  nextDueMs?: number | undefined;
  /** Whether the path that is shown goes on for now; otherwise what it still shows is its last. */
  shownGoesOn: boolean;
  /** Neither frames nor the page are in time just now: the moment that is seen may be over before anything is done. */
  unsteady: boolean;
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
/** A frame that was delivered is not yet with everybody who shows it; of 60 frames a second, less. */
const handedOnMs = 5;
const handedOnShare = 0.15;
/** What it may take until an element has let go of one track and begun with the next; of 60 frames a second, less. */
const roomMs = 14;
const roomShare = 0.42;
/** Nothing for so long while the newer path goes on: the path that is shown has nothing to lose. */
const silentMs = 150;
const silentIntervals = 2.5;
/** Nothing for so long on either: a still picture, or silence. Shorter than that, the whole machine may stand still. */
const stillMs = 600;
/** Two paths that never fall in step are not waited for; and the old one does not stay for ever. */
export const patienceMs = 8_000;
/** More than that would take longer to make up for than there is time. */
const maxHoldBackMs = 600;

export function decideChangeOver(view: ChangeOverView): ChangeOver {
  const { shown, newest, aheadMs, intervalMs = 0, nowMs } = view;
  if (!newest) return { do: "wait" };
  if (!shown || !view.shownGoesOn || nowMs - view.sinceMs > patienceMs) return { do: "change" };
  if (newest.atMs - shown.atMs > Math.max(silentMs, silentIntervals * intervalMs)) return { do: "change" };
  if (nowMs - Math.max(newest.atMs, shown.atMs) > Math.max(stillMs, silentIntervals * intervalMs))
    return { do: "change" };
  if (aheadMs !== undefined && Math.abs(aheadMs) > sameMs && Math.abs(aheadMs) <= maxHoldBackMs)
    return { do: "hold back", path: aheadMs > 0 ? "newest" : "shown", byMs: Math.abs(aheadMs) };
  const apartMs = Math.abs((newest.captureMs ?? newest.atMs) - (shown.captureMs ?? shown.atMs));
  const sameFrame = apartMs <= Math.max(sameMs, 0.45 * intervalMs);
  return sameFrame && hasRoom(view, newest, shown) ? { do: "change" } : { do: "wait" };
}

/** Whether the last frame is through, and what follows can be done before the next one comes. */
function hasRoom(
  { nextDueMs, intervalMs, unsteady, nowMs }: ChangeOverView,
  one: MediaTime,
  other: MediaTime,
): boolean {
  if (unsteady) return false;
  const passedMs = nowMs - Math.max(one.atMs, other.atMs);
  if (nextDueMs === undefined || intervalMs === undefined) return passedMs <= sameMs;
  const isThrough = passedMs >= Math.min(handedOnMs, handedOnShare * intervalMs);
  return isThrough && nextDueMs - nowMs >= Math.min(roomMs, roomShare * intervalMs);
}
