import { changeOverLosses, type ChangeOverLosses } from "./change-over-losses.ts";
import type { Participant } from "./participant.ts";

const aroundMs = 300;

/** One for each time that the sender's camera was shown from another path since then. */
export async function changeOversOf(
  receiver: Participant,
  sender: Participant,
  sinceMs: number,
): Promise<ChangeOverLosses[]> {
  const { video, delivered } = await receiver.media(sinceMs - 3 * aroundMs);
  const { frames = [], shown = [] } = video[`${sender.identity}/camera`] ?? {};
  return shown.flatMap((after, index) => {
    const before = shown[index - 1];
    if (!before || after.sinceMs < sinceMs) return [];
    const seen = frames.filter(({ arrivalMs }) => Math.abs(arrivalMs - after.sinceMs) <= aroundMs);
    return [changeOverLosses(seen, [delivered[before.track] ?? [], delivered[after.track] ?? []])];
  });
}
