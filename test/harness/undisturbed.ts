// What people must not notice: a move to another node, or what happens to somebody else's call. Only what holds on any
// machine is asked here; frames are counted by the benchmark.
import { expect } from "vitest";
import type { Participant } from "./participant.ts";

/** No machine that the suite runs on stops showing pictures for so long by itself, however busy. */
const standstillMs = 10_000;

/** Since then all elements went on, never blank and never back, and no application was notified of a recovery. */
export async function expectUndisturbed(participants: readonly Participant[], sinceMs: number): Promise<void> {
  for (const receiver of participants) {
    expect(await receiver.events("recovering", sinceMs)).toEqual([]);
    const { atMs, video } = await receiver.media(sinceMs);
    for (const sender of participants) {
      if (receiver === sender) continue;
      const seen = `${receiver.identity} sees ${sender.identity}`;
      const { frames, longestGapMs, gapStartMs, backwards, lastMs } = await receiver.pictures(sender, sinceMs);
      expect(frames, seen).toBeGreaterThan(0);
      expect(video[`${sender.identity}/camera`]?.blanks, seen).toEqual([]);
      expect(backwards, seen).toBe(0);
      const gap = `${seen}: ${longestGapMs} ms, ${gapStartMs - sinceMs} ms after`;
      expect(Math.max(longestGapMs, atMs - lastMs), gap).toBeLessThan(standstillMs);
    }
  }
}
