import { setTimeout as sleep } from "node:timers/promises";
import type { CallLab } from "../../harness/call-lab.ts";
import type { FrameStatistics } from "../../harness/frame-statistics.ts";
import { wallClockMs, type Participant } from "../../harness/participant.ts";
import { UntouchedCall, type LostBetween } from "../../harness/untouched-call.ts";

/** Long enough before the kill to have frames to compare with, and after it for any gap that is to be told. */
const beforeMs = 500;
const afterMs = 2500;

export interface DisasterSample {
  /** One for each receiver and sender of the call that was hit. */
  pictures: FrameStatistics[];
  soundGapsMs: number[];
  /** What each receiver's SDK said in its "recovered" event. */
  reportedGapsMs: number[];
  /** One for each receiver of the call that was not hit. */
  bystanders: LostBetween[];
}

/**
 * Does the thing, and measures what the callers and the bystanders received around it.
 * @throws when somebody does not come back in time.
 */
export async function measureDisaster(
  lab: CallLab,
  callers: readonly Participant[],
  bystanders: readonly Participant[],
  cause: () => Promise<number>,
): Promise<DisasterSample> {
  const watched = await UntouchedCall.watch(bystanders);
  const atMs = await cause();
  // Nobody is asked anything meanwhile: questions take the pages' time.
  await sleep(Math.max(0, atMs + afterMs - wallClockMs()));
  const recovered = await Promise.all(callers.map((caller) => caller.waitForEvent("recovered", atMs)));
  const sample: DisasterSample = {
    pictures: [],
    soundGapsMs: [],
    reportedGapsMs: recovered.map(({ gapMs }) => gapMs ?? Number.NaN),
    bystanders: await watched.lost(),
  };
  const sinceMs = atMs - beforeMs;
  for (const [receiver, sender] of pairs(callers)) {
    const pictures = await receiver.pictures(sender, sinceMs);
    const sound = await receiver.sound(sender, sinceMs);
    const aliveAtEnd = atMs + afterMs - pictures.lastMs < afterMs / 2;
    if (!aliveAtEnd)
      throw new Error(`${receiver.identity} no longer sees ${sender.identity}\n${lab.cluster.logTail()}`);
    sample.pictures.push(pictures);
    sample.soundGapsMs.push(sound.longestGapMs);
  }
  return sample;
}

function pairs(participants: readonly Participant[]): [receiver: Participant, sender: Participant][] {
  return participants.flatMap((receiver) =>
    participants
      .filter((sender) => sender !== receiver)
      .map((sender): [Participant, Participant] => [receiver, sender]),
  );
}
