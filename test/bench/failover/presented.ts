// What the elements of a call presented while something happened that no picture may be lost over.
import { frameStatistics, type ReceivedFrame } from "../../harness/frame-statistics.ts";
import { leftOut } from "../../harness/left-out.ts";
import type { Participant } from "../../harness/participant.ts";

/** How long the call is watched before it happens, to know what its pictures do by themselves. */
export const beforeMs = 5_000;

/** Of one receiver's element for one sender's camera. */
export interface Presented {
  /** Numbers that are missing among those presented. */
  missing: number;
  /** Of those, what the sender's browser did not send, being short of CPU. */
  notSent: number;
  /** Shown a second time, or after a later one. */
  doubled: number;
  blanks: number;
  longestGapMs: number;
  /** Missing in as long a time before: what the machine does to pictures by itself. */
  missingBefore: number;
  intervalsBeforeMs: number[];
}

export async function watchSending(callers: readonly Participant[]): Promise<void> {
  await Promise.all(callers.map((caller) => caller.lookAtSending()));
}

/** One for each receiver and sender, after `watchSending`. */
export async function presentedBetween(
  callers: readonly Participant[],
  startMs: number,
  endMs: number,
): Promise<Presented[]> {
  const looks = new Map(
    await Promise.all(callers.map(async (caller) => [caller, await caller.lookedAtSending()] as const)),
  );
  const media = await Promise.all(callers.map((caller) => caller.media(startMs - beforeMs)));
  const spanMs = Math.min(beforeMs, endMs - startMs);
  const shown = (sender: Participant) => media.map(({ video }) => video[`${sender.identity}/camera`]);
  return callers.flatMap((receiver, index) =>
    callers
      .filter((sender) => sender !== receiver)
      .map((sender): Presented => {
        const all = shown(sender);
        const { frames = [], blanks = [] } = all[index] ?? {};
        const between = (fromMs: number, toMs: number): ReceivedFrame[] =>
          frames.filter(({ arrivalMs }) => arrivalMs >= fromMs && arrivalMs < toMs);
        const anybodys = new Set(all.flatMap((one) => one?.frames.map(({ frameNumber }) => frameNumber) ?? []));
        const meanwhile = between(startMs, endMs);
        const before = between(startMs - spanMs, startMs);
        const { lost, repeated, backwards, longestGapMs } = frameStatistics(meanwhile);
        return {
          missing: lost,
          notSent: Math.min(lost, leftOut(meanwhile, anybodys, looks.get(sender) ?? [])),
          doubled: repeated + backwards,
          blanks: blanks.filter(({ atMs }) => atMs >= startMs && atMs < endMs).length,
          longestGapMs,
          missingBefore: frameStatistics(before).lost,
          intervalsBeforeMs: before.slice(1).map(({ arrivalMs }, at) => arrivalMs - before[at]!.arrivalMs),
        };
      }),
  );
}
