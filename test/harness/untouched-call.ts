// A call next door in which nothing may be lost while another one is hit.
import type { CallEvent } from "./page/holdfast-call.ts";
import { wallClockMs, type BrowserSkips, type Participant } from "./participant.ts";

export interface LostBetween {
  receiver: string;
  sender: string;
  /** Numbers that are missing among the pictures seen. */
  missing: number;
  /** Those of them that the sender's browser did not send, or the receiver's did not show, being short of CPU. */
  skippedByBrowsers: number;
  /** What remains: lost between the two. */
  lost: number;
  longestGapMs: number;
  /** What the receiver's application was told meanwhile. */
  events: CallEvent[];
}

interface Before {
  sinceMs: number;
  skips: Map<Participant, BrowserSkips>;
}

export class UntouchedCall {
  readonly #participants: readonly Participant[];
  readonly #before: Before;

  private constructor(participants: readonly Participant[], before: Before) {
    this.#participants = participants;
    this.#before = before;
  }

  static async watch(participants: readonly Participant[]): Promise<UntouchedCall> {
    const skips = await skipsOf(participants);
    return new UntouchedCall(participants, { sinceMs: wallClockMs(), skips });
  }

  /** One for each receiver and sender, since `watch`. */
  async lost(): Promise<LostBetween[]> {
    const { sinceMs, skips: before } = this.#before;
    const seen: {
      receiver: Participant;
      sender: Participant;
      missing: number;
      longestGapMs: number;
      events: CallEvent[];
    }[] = [];
    for (const receiver of this.#participants) {
      const events = await receiver.events(undefined, sinceMs);
      for (const sender of this.#participants) {
        if (sender === receiver) continue;
        const { lost: missing, longestGapMs } = await receiver.pictures(sender, sinceMs);
        seen.push({ receiver, sender, missing, longestGapMs, events });
      }
    }
    const after = await skipsOf(this.#participants);
    const since = (participant: Participant, kind: keyof BrowserSkips) =>
      (after.get(participant)?.[kind] ?? 0) - (before.get(participant)?.[kind] ?? 0);
    return seen.map(({ receiver, sender, ...rest }) => {
      const skippedByBrowsers = Math.max(0, since(sender, "notSent")) + Math.max(0, since(receiver, "notShown"));
      const lost = Math.max(0, rest.missing - skippedByBrowsers);
      return { receiver: receiver.identity, sender: sender.identity, ...rest, skippedByBrowsers, lost };
    });
  }
}

async function skipsOf(participants: readonly Participant[]): Promise<Map<Participant, BrowserSkips>> {
  return new Map(await Promise.all(participants.map(async (one) => [one, await one.browserSkips()] as const)));
}
