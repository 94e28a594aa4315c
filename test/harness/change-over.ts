// What a receiver saw around the moment when a track was shown from another path.
import { expect } from "vitest";
import type { Participant } from "./participant.ts";
import { changeOversOf } from "./seen-change-overs.ts";

/** A busy machine loses frames by itself: it does not encode them for one of the paths, or does not decode them. */
const ownLoss = 8;
/** Where pictures come at such intervals on a path by itself, the page stands still now and then, and may act too late. */
const stallMs = 90;
const lateLoss = 3;

/** Everybody sees everybody from another path since then, and did not notice. */
export async function expectUnnoticedChangeOver(participants: readonly Participant[], sinceMs: number): Promise<void> {
  for (const receiver of participants) {
    expect(await receiver.events("recovering", sinceMs)).toEqual([]);
    for (const sender of participants) {
      if (receiver === sender) continue;
      const others = participants.filter((other) => other !== receiver && other !== sender);
      const changeOvers = await changeOversOf(receiver, sender, sinceMs, others);
      expect(changeOvers.length, `${receiver.identity} sees ${sender.identity} on the old path`).toBeGreaterThan(0);
      for (const losses of changeOvers) {
        const seen = `${receiver.identity} sees ${sender.identity}: ${JSON.stringify(losses)}`;
        const late = losses.longestPauseMs > stallMs ? lateLoss : 0;
        expect(losses.missed + losses.repeated, seen).toBeLessThanOrEqual(late);
        expect(losses.lostByPath, seen).toBeLessThanOrEqual(ownLoss);
      }
    }
  }
}
