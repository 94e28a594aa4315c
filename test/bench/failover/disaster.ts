import { setTimeout as sleep } from "node:timers/promises";
import type { CallLab } from "../../harness/call-lab.ts";
import type { FrameStatistics } from "../../harness/frame-statistics.ts";
import { wallClockMs, type Participant } from "../../harness/participant.ts";
import { presentedBetween, watchSending, type Presented } from "./presented.ts";

/** Long enough before the kill to have frames to compare with, and after it for any gap that is to be reported. */
const beforeMs = 500;
const afterMs = 2500;

export interface DisasterSample {
  /** One for each receiver and sender of the call that was hit: what the element showed, and played. */
  pictures: FrameStatistics[];
  soundGapsMs: number[];
  /** For each receiver, how far the gap that its SDK reports is from the longest one at its elements. */
  reportedOffByMs: number[];
  /** One for each receiver and sender of the call that was not hit. */
  bystanders: Presented[];
}

/**
 * Does the thing, and measures what the elements of callers and bystanders showed and played around it.
 * @throws when somebody does not come back in time.
 */
export async function measureDisaster(
  lab: CallLab,
  callers: readonly Participant[],
  bystanders: readonly Participant[],
  cause: () => Promise<number>,
): Promise<DisasterSample> {
  await watchSending(bystanders);
  const startMs = wallClockMs();
  const atMs = await cause();
  const endMs = atMs + afterMs;
  // Nobody is asked anything meanwhile: questions take the pages' time.
  await sleep(Math.max(0, endMs - wallClockMs()));
  const recovered = await Promise.all(callers.map((caller) => caller.waitForEvent("recovered", atMs)));
  const sample: DisasterSample = {
    pictures: [],
    soundGapsMs: [],
    reportedOffByMs: [],
    bystanders: await presentedBetween(bystanders, startMs, endMs),
  };
  for (const [index, receiver] of callers.entries()) {
    const gapsMs: number[] = [];
    for (const sender of callers) {
      if (sender === receiver) continue;
      const pictures = await receiver.pictures(sender, atMs - beforeMs);
      const sound = await receiver.sound(sender, atMs - beforeMs);
      const back = endMs - afterMs / 2;
      if (pictures.lastMs < back || sound.lastMs < back)
        throw new Error(
          `${receiver.identity} no longer ${pictures.lastMs < back ? "sees" : "hears"} ${sender.identity}\n${lab.cluster.logTail()}`,
        );
      sample.pictures.push(pictures);
      sample.soundGapsMs.push(sound.longestGapMs);
      gapsMs.push(pictures.longestGapMs, sound.longestGapMs);
    }
    sample.reportedOffByMs.push(Math.abs((recovered[index]!.gapMs ?? Number.NaN) - Math.max(...gapsMs)));
  }
  return sample;
}
