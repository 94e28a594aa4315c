// What a receiver saw around the moment when a track was shown from another path.
import { expect } from "vitest";
import { frameStatistics, type FrameStatistics } from "./frame-statistics.ts";
import type { Participant } from "./participant.ts";

const aroundMs = 300;
/** A busy machine loses frames by itself; a change-over that is broken loses a good part of a second. */
const ownLoss = 8;

export async function aroundChangeOver(
  receiver: Participant,
  sender: Participant,
  sinceMs: number,
): Promise<FrameStatistics> {
  const changed = (await receiver.events("mediaStreamTrackChanged", sinceMs)).find(
    ({ participant, source }) => participant === sender.identity && source === "camera",
  );
  if (!changed) throw new Error(`${receiver.identity} still sees ${sender.identity} on the old path`);
  const frames = (await receiver.media(changed.atMs - aroundMs)).video[`${sender.identity}/camera`]?.frames ?? [];
  return frameStatistics(frames.filter(({ arrivalMs }) => arrivalMs <= changed.atMs + aroundMs));
}

/** Everybody sees everybody from another path since then, and did not notice. */
export async function expectUnnoticedChangeOver(participants: readonly Participant[], sinceMs: number): Promise<void> {
  for (const receiver of participants) {
    expect(await receiver.events("recovering", sinceMs)).toEqual([]);
    for (const sender of participants) {
      if (receiver === sender) continue;
      const { lost, repeated } = await aroundChangeOver(receiver, sender, sinceMs);
      const seen = `${receiver.identity} sees ${sender.identity}: ${lost} lost, ${repeated} repeated`;
      expect(lost + repeated, seen).toBeLessThanOrEqual(ownLoss);
    }
  }
}
