import { changeOverLosses, type ChangeOverLosses } from "./change-over-losses.ts";
import { frameStatistics, type ReceivedFrame } from "./frame-statistics.ts";
import type { Participant } from "./participant.ts";

const aroundMs = 300;

export interface SeenChangeOver extends ChangeOverLosses {
  /** Longest time from one picture to the next on either path by itself: what the machine did to both meanwhile. */
  longestPauseMs: number;
}

/** One for each time that the sender's camera was shown from another path since then. */
export async function changeOversOf(
  receiver: Participant,
  sender: Participant,
  sinceMs: number,
  others: readonly Participant[] = [],
): Promise<SeenChangeOver[]> {
  const toOthers = await Promise.all(others.map((other) => picturesOf(other, sender, sinceMs - 3 * aroundMs)));
  const { video, delivered } = await receiver.media(sinceMs - 3 * aroundMs);
  const { frames = [], shown = [] } = video[`${sender.identity}/camera`] ?? {};
  return shown.flatMap((after, index) => {
    const before = shown[index - 1];
    if (!before || after.sinceMs < sinceMs) return [];
    const isNear = ({ arrivalMs }: ReceivedFrame): boolean => Math.abs(arrivalMs - after.sinceMs) <= aroundMs;
    const tracks = [delivered[before.track] ?? [], delivered[after.track] ?? []] as const;
    const pauses = tracks.map((track) => frameStatistics(track.filter(isNear)).longestGapMs);
    const losses = changeOverLosses(frames.filter(isNear), tracks, toOthers.flat());
    return [{ ...losses, longestPauseMs: Math.max(...pauses) }];
  });
}

/** All that came of the sender's camera, on whichever path. */
async function picturesOf(receiver: Participant, sender: Participant, sinceMs: number): Promise<ReceivedFrame[]> {
  const { delivered } = await receiver.media(sinceMs);
  return Object.values(delivered)
    .flat()
    .filter(({ cameraId }) => cameraId === sender.voice);
}
