// Measures what is seen of faults and moves that no picture may be lost over.
import { setTimeout as sleep } from "node:timers/promises";
import { CallLab } from "../../harness/call-lab.ts";
import { frameStatistics, type ReceivedFrame } from "../../harness/frame-statistics.ts";
import { leftOut, type SendingLook } from "../../harness/left-out.ts";
import type { MediaReport } from "../../harness/page/media-messages.ts";
import { wallClockMs, type Participant } from "../../harness/participant.ts";
import { percentile } from "../../harness/percentiles.ts";
import { RedisServer } from "../../harness/redis-server.ts";
import { changeOversOf } from "../../harness/seen-change-overs.ts";
import { UntouchedCall, type LostBetween } from "../../harness/untouched-call.ts";
import { atMost, row, type BenchContext, type BenchRow, type Verdict } from "../benchmark.ts";
import { seamlessScenarios, type SeamlessScenario } from "./seamless-scenarios.ts";

const calmMs = 3_000;
/** How long the call is watched before it happens, to know what its pictures do by themselves. */
const beforeMs = 5_000;

export const seamlessScenarioNames = seamlessScenarios.map(({ name }) => name);

interface Sample {
  lost: number;
  /**
   * Of those, what the browsers left out by themselves: the sender did not send it, or the receiver did not show it; where
   * the call changes over, only what the sender did not send.
   */
  leftOut: number;
  repeated: number;
  /** Of both, what is the change-over's own doing: both paths delivered the frame, and it was not seen, or seen twice. */
  ofChangeOver: number;
  /** The same before it happened, over the same stretch of time: what the machine does to pictures by itself. */
  lostBefore: number;
  longestGapMs: number;
  intervalsBeforeMs: number[];
}

export async function measureSeamless(
  { rounds, progress, note }: BenchContext,
  wanted: (name: string) => boolean,
): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  const rows: BenchRow[] = [];
  const verdicts: Verdict[] = [];
  for (const scenario of seamlessScenarios.filter(({ name }) => wanted(name))) {
    const count = scenario.rounds(rounds);
    note(`${scenario.name}: a call of three, ${count} rounds`);
    await using redis = scenario.redis ? await RedisServer.start() : undefined;
    await using lab = await CallLab.start({ ...scenario.cluster, ...(redis ? { redisUrl: redis.url } : {}) });
    const callers = await lab.call(["ann", "ben", "cem"]);
    const samples: Sample[] = [];
    const figures: Record<string, number[]> = {};
    for (let round = 0; round <= count; round++) {
      progress(`${scenario.name}: round ${round} of ${count}${round === 0 ? " (dropped)" : ""}`);
      await lab.cluster.waitUntilReady();
      if (round === 0 && !scenario.lossless) continue;
      await sleep(calmMs + beforeMs);
      const watched = scenario.untouched ? await UntouchedCall.watch(callers) : undefined;
      if (!watched) await Promise.all(callers.map((caller) => caller.lookAtSending()));
      const startMs = wallClockMs();
      const further = await scenario.happen(lab, callers);
      const endMs = wallClockMs();
      const seen = await samplesOf(callers, startMs, endMs, (await watched?.lost()) ?? []);
      await scenario.restore?.(lab);
      if (round === 0) continue;
      samples.push(...seen);
      for (const [name, values] of Object.entries(further)) figures[name] = [...(figures[name] ?? []), ...values];
    }
    collect(scenario, samples, figures, rows, verdicts);
  }
  return { rows, verdicts };
}

function collect(
  { name, limits, lossless, untouched, gapLimit }: SeamlessScenario,
  samples: readonly Sample[],
  figures: Record<string, number[]>,
  rows: BenchRow[],
  verdicts: Verdict[],
): void {
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  const lost = samples.map((sample) => sample.lost);
  const before = row(
    `${name}: frames lost by a receiver before`,
    "frames",
    samples.map((sample) => sample.lostBefore),
  );
  const during = row(`${name}: frames lost by a receiver`, "frames", lost, { lostFrames: sum(lost) });
  const leftOut = samples.map((sample) => sample.leftOut);
  const gaps = row(
    `${name}: longest interval between pictures`,
    "ms",
    samples.map((sample) => sample.longestGapMs),
  );
  const ofChangeOver = samples.map((sample) => sample.ofChangeOver);
  rows.push(before, during, row(`${name}: of these, left out by the browsers themselves`, "frames", leftOut));
  if (!untouched) rows.push(row(`${name}: frames lost or shown twice by changing over`, "frames", ofChangeOver));
  rows.push(gaps);
  if (lossless) {
    verdicts.push(atMost(`${name}: frames lost`, sum(samples.map((sample) => sample.lost - sample.leftOut)), 0));
    if (!untouched) verdicts.push(atMost(`${name}: frames lost or shown twice by changing over`, sum(ofChangeOver), 0));
    verdicts.push(atMost(`${name}: frames shown twice`, sum(samples.map((sample) => sample.repeated)), 0));
  }
  if (gapLimit !== undefined) {
    const intervals = samples.flatMap((sample) => sample.intervalsBeforeMs).toSorted((a, b) => a - b);
    const usualMs = percentile(intervals, 0.999);
    verdicts.push(
      atMost(`${name}: longest interval, p95, to the stream's own p99.9 before`, gaps.p95 / usualMs, gapLimit),
    );
  }
  for (const [figure, values] of Object.entries(figures)) {
    const figureRow = row(`${name}: ${figure}`, figure === "failovers" ? "" : "ms", values);
    rows.push(figureRow);
    const limit = limits.find((one) => one.figure === figure);
    if (limit) verdicts.push(atMost(`${name}: ${figure}, p95`, figureRow.p95, limit.p95Ms));
  }
}

async function samplesOf(
  callers: readonly Participant[],
  startMs: number,
  endMs: number,
  untouched: readonly LostBetween[],
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const spanMs = Math.min(beforeMs, endMs - startMs);
  const sending = new Map<Participant, SendingLook[]>();
  for (const caller of callers) sending.set(caller, await caller.lookedAtSending());
  const media = await Promise.all(callers.map((caller) => caller.media(startMs - beforeMs)));
  for (const [index, receiver] of callers.entries()) {
    for (const sender of callers) {
      if (receiver === sender) continue;
      const { video } = media[index]!;
      const frames: readonly ReceivedFrame[] = video[`${sender.identity}/camera`]?.frames ?? [];
      const between = (fromMs: number, toMs: number) =>
        frames.filter(({ arrivalMs }) => arrivalMs >= fromMs && arrivalMs < toMs);
      const before = between(startMs - beforeMs, startMs);
      const changeOvers = await changeOversOf(receiver, sender, startMs);
      const { lost, repeated, longestGapMs } = frameStatistics(between(startMs, endMs));
      const skips = untouched.find((one) => one.receiver === receiver.identity && one.sender === sender.identity);
      samples.push({
        lost,
        leftOut: skips
          ? Math.min(lost, skips.skippedByBrowsers)
          : leftOut(between(startMs, endMs), numbersOf(media, sender.voice), sending.get(sender) ?? []),
        repeated,
        ofChangeOver: changeOvers.reduce((total, own) => total + own.missed + own.repeated, 0),
        longestGapMs,
        lostBefore: frameStatistics(between(startMs - spanMs, startMs)).lost,
        intervalsBeforeMs: before.slice(1).map(({ arrivalMs }, index) => arrivalMs - before[index]!.arrivalMs),
      });
    }
  }
  return samples;
}

/** Of all pictures of the camera that came to anybody, on whichever path. */
function numbersOf(media: readonly MediaReport[], cameraId: number): Set<number> {
  const pictures = media.flatMap(({ delivered }) => Object.values(delivered).flat());
  return new Set(pictures.filter((one) => one.cameraId === cameraId).map(({ frameNumber }) => frameNumber));
}
