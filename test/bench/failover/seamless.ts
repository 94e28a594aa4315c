// Measures what elements present while faults and moves happen that no picture may be lost over.
import { setTimeout as sleep } from "node:timers/promises";
import { CallLab } from "../../harness/call-lab.ts";
import { wallClockMs, type Participant } from "../../harness/participant.ts";
import { percentile } from "../../harness/percentiles.ts";
import { RedisServer } from "../../harness/redis-server.ts";
import { atMost, row, type BenchContext, type BenchRow, type Verdict } from "../benchmark.ts";
import { beforeMs, presentedBetween, watchSending, type Presented } from "./presented.ts";
import { seamlessScenarios, type SeamlessScenario } from "./seamless-scenarios.ts";

const calmMs = 3_000;

export const seamlessScenarioNames = seamlessScenarios.map(({ name }) => name);

interface Measured {
  samples: Presented[];
  /** In each round, how many people were notified of a recovery, or of a move where none is due. */
  failovers: number[];
  figures: Record<string, number[]>;
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
    const measured: Measured = { samples: [], failovers: [], figures: {} };
    for (let round = 0; round <= count; round++) {
      progress(`${scenario.name}: round ${round} of ${count}${round === 0 ? " (dropped)" : ""}`);
      await lab.cluster.waitUntilReady();
      if (round === 0 && !scenario.lossless) continue;
      await sleep(calmMs + beforeMs);
      await watchSending(callers);
      const startMs = wallClockMs();
      const further = await scenario.happen(lab, callers, redis);
      const presented = await presentedBetween(callers, startMs, wallClockMs());
      const failovers = await failoversSince(callers, startMs, scenario);
      await scenario.restore?.(lab);
      if (round === 0) continue;
      measured.samples.push(...presented);
      measured.failovers.push(failovers);
      for (const [name, values] of Object.entries(further)) (measured.figures[name] ??= []).push(...values);
    }
    const result = resultsOf(scenario, measured);
    rows.push(...result.rows);
    verdicts.push(...result.verdicts);
  }
  return { rows, verdicts };
}

async function failoversSince(
  callers: readonly Participant[],
  sinceMs: number,
  { moves = false }: SeamlessScenario,
): Promise<number> {
  const events = await Promise.all(callers.map((caller) => caller.events(undefined, sinceMs)));
  return events.flat().filter(({ name }) => name === "recovering" || (name === "migrated" && !moves)).length;
}

function resultsOf(
  { name, limits, lossless, gapLimit }: SeamlessScenario,
  { samples, failovers, figures }: Measured,
): { rows: BenchRow[]; verdicts: Verdict[] } {
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  const of = (what: (sample: Presented) => number): number[] => samples.map(what);
  const lost = of(({ missing, notSent }) => missing - notSent);
  const doubled = of(({ doubled: twice }) => twice);
  const gaps = row(
    `${name}: longest interval between pictures`,
    "ms",
    of(({ longestGapMs }) => longestGapMs),
  );
  const rows = [
    row(`${name}: frames lost by an element`, "frames", lost, { lostFrames: sum(lost) }),
    row(
      `${name}: frames that its sender's browser left out`,
      "frames",
      of(({ notSent }) => notSent),
    ),
    row(
      `${name}: frames missing in as long a time before`,
      "frames",
      of(({ missingBefore }) => missingBefore),
    ),
    row(`${name}: frames shown twice`, "frames", doubled),
    gaps,
    row(`${name}: failovers`, "", failovers),
  ];
  const verdicts = [atMost(`${name}: failovers, where none is due`, sum(failovers), 0)];
  if (lossless) {
    verdicts.push(atMost(`${name}: frames lost`, sum(lost), 0));
    verdicts.push(atMost(`${name}: frames shown twice`, sum(doubled), 0));
    verdicts.push(atMost(`${name}: elements blank`, sum(of(({ blanks }) => blanks)), 0));
  }
  if (gapLimit !== undefined) {
    const intervals = samples.flatMap((sample) => sample.intervalsBeforeMs).toSorted((a, b) => a - b);
    const usualMs = percentile(intervals, 0.999);
    verdicts.push(
      atMost(`${name}: longest interval, p95, to the stream's own p99.9 before`, gaps.p95 / usualMs, gapLimit),
    );
  }
  for (const [figure, values] of Object.entries(figures)) {
    const figureRow = row(`${name}: ${figure}`, "ms", values);
    rows.push(figureRow);
    const limit = limits.find((one) => one.figure === figure);
    if (limit) verdicts.push(atMost(`${name}: ${figure}, p95`, figureRow.p95, limit.p95Ms));
  }
  return { rows, verdicts };
}
