import { wallClockMs, type Participant } from "./participant.ts";
import { notReady, ready, waitUntil, type WaitOptions } from "./wait-until.ts";

const windowMs = 700;

/** The receiver no longer hears any tone of the sender. */
export async function waitForSilence(receiver: Participant, sender: Participant, options?: WaitOptions): Promise<void> {
  await waitUntil(
    `${receiver.identity} hears nothing of ${sender.identity}`,
    async () => {
      const { heard, foreign } = await receiver.sound(sender, wallClockMs() - windowMs);
      return heard + foreign === 0
        ? ready(undefined)
        : notReady(`${heard} blocks with the tone in the last ${windowMs} ms`);
    },
    { intervalMs: 100, ...options },
  );
}

/** No picture of the sender's camera has come for a while. */
export async function waitForNoPictures(
  receiver: Participant,
  sender: Participant,
  options?: WaitOptions,
): Promise<void> {
  await waitUntil(
    `${receiver.identity} gets no picture of ${sender.identity}`,
    async () => {
      const { frames } = await receiver.pictures(sender, wallClockMs() - windowMs);
      return frames === 0 ? ready(undefined) : notReady(`${frames} pictures in the last ${windowMs} ms`);
    },
    { intervalMs: 100, ...options },
  );
}

/** Each of them has made its next path as far as can be without a node. */
export async function allHaveSparePaths(callers: readonly Participant[]): Promise<void> {
  for (const caller of callers) {
    await waitUntil(`${caller.identity} has a spare path`, async () => {
      if (await caller.hasSparePath()) return ready(undefined);
      const newest = (await caller.timeline()).slice(-8);
      return notReady(newest.map(({ what, detail = "" }) => `${what} ${detail}`).join());
    });
  }
}

export async function allSeeAndHearAll(participants: readonly Participant[]): Promise<void> {
  for (const receiver of participants) {
    for (const sender of participants) if (sender !== receiver) await receiver.waitForMedia(sender);
  }
}
