// Faults and moves that no picture may be lost over: media goes on by itself, or the call changes over to another node
// while the one before still carries it.
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { saturateCpu } from "../../harness/busy-loops.ts";
import { CallLab } from "../../harness/call-lab.ts";
import type { ClusterOptions } from "../../harness/cluster.ts";
import { frameStatistics, type ReceivedFrame } from "../../harness/frame-statistics.ts";
import { percentile } from "../../harness/percentiles.ts";
import { wallClockMs, type Participant } from "../../harness/participant.ts";
import { atMost, row, type BenchContext, type BenchRow, type Verdict } from "../benchmark.ts";

const calmMs = 3_000;
/** How long the call is watched before it happens, to know what its pictures do by themselves. */
const beforeMs = 5_000;

interface SeamlessScenario {
  name: string;
  cluster: ClusterOptions;
  rounds(asked: number): number;
  /** Does it and resolves when it is over, with further figures by name. */
  happen(lab: CallLab, callers: readonly Participant[]): Promise<Record<string, number[]>>;
  restore?(lab: CallLab): Promise<void>;
  limits: { figure: string; p95Ms: number }[];
  /** What is asked of the frames. A machine that is saturated loses some by itself. */
  lossless: boolean;
  /** Whether the longest gap is held against the stream's own. */
  gapLimit?: number;
}

const everybody = (callers: readonly Participant[], name: string, sinceMs: number, timeoutMs = 30_000) =>
  Promise.all(callers.map((caller) => caller.waitForEvent(name, sinceMs, { timeoutMs })));

async function moves(callers: readonly Participant[], sinceMs: number): Promise<number> {
  const told = await Promise.all(callers.map((caller) => caller.events(undefined, sinceMs)));
  return told.flat().filter(({ name }) => name === "recovering" || name === "migrated").length;
}

export const seamlessScenarios: readonly SeamlessScenario[] = [
  {
    name: "node process SIGSTOP for 5 s",
    cluster: { nodes: 2, workers: 2 },
    rounds: (asked) => Math.ceil(asked / 4),
    happen: async (lab, callers) => {
      const node = lab.cluster.node(await callers[0]!.nodeId());
      node.hangProcessOnly();
      await sleep(5_000);
      node.resume();
      return {};
    },
    limits: [],
    lossless: true,
  },
  {
    name: "node process SIGSTOP for good, rooms moved after 10 s",
    cluster: { nodes: 2, workers: 2 },
    rounds: (asked) => Math.ceil(asked / 4),
    happen: async (lab, callers) => {
      const node = lab.cluster.node(await callers[0]!.nodeId());
      const atMs = node.hangProcessOnly();
      await everybody(callers, "migrated", atMs);
      await sleep(1_000);
      node.resume();
      return {};
    },
    limits: [],
    lossless: true,
  },
  {
    name: "drain",
    cluster: { nodes: 2, workers: 2 },
    rounds: (asked) => asked,
    happen: async (lab, callers) => {
      const nodeId = await callers[0]!.nodeId();
      const atMs = wallClockMs();
      const response = await lab.cluster.api(`/v1/nodes/${nodeId}/drain`, { method: "POST" });
      if (!response.ok) throw new Error(`the drain was refused: ${response.status} ${await response.text()}`);
      const moved = await everybody(callers, "migrated", atMs);
      await sleep(500);
      return { "changed over after": moved.map((event) => event.atMs - atMs) };
    },
    restore: async (lab) => {
      for (const { id } of lab.cluster.nodes) await lab.cluster.api(`/v1/nodes/${id}/uncordon`, { method: "POST" });
      await lab.cluster.waitUntilReady();
    },
    limits: [],
    lossless: true,
    gapLimit: 1.5,
  },
  {
    name: "signaling SIGKILL",
    cluster: { nodes: 1, workers: 1, replicas: 2 },
    rounds: (asked) => asked,
    happen: async (lab, callers) => {
      const [first] = lab.cluster.replicas;
      const atMs = await first!.kill();
      await sleep(1_500);
      const backMs: number[] = [];
      for (const caller of callers) {
        const told = await caller.events("signalingChanged", atMs - 50);
        if (told.length === 0) continue;
        const back = told.find(({ state }) => state === "online");
        if (!back) throw new Error(`${caller.identity} is not back\n${lab.cluster.logTail()}`);
        backMs.push(back.atMs - atMs);
      }
      return { "control back after": backMs };
    },
    restore: async (lab) => {
      for (const replica of lab.cluster.replicas) if (!replica.running) await replica.restart();
    },
    limits: [{ figure: "control back after", p95Ms: 500 }],
    lossless: true,
  },
  {
    name: "control link cut for 5 s",
    cluster: { nodes: 2, workers: 2, controlRelays: true },
    rounds: (asked) => Math.ceil(asked / 4),
    happen: async (lab, callers) => {
      const node = lab.cluster.node(await callers[0]!.nodeId());
      const sinceMs = wallClockMs();
      node.controlRelay!.cut();
      await sleep(5_000);
      node.controlRelay!.resume();
      await sleep(500);
      return { failovers: [await moves(callers, sinceMs)] };
    },
    limits: [{ figure: "failovers", p95Ms: 0 }],
    lossless: true,
  },
  {
    name: "no fault, CPU saturated for 60 s",
    cluster: { nodes: 2, workers: 2 },
    rounds: () => 1,
    happen: async (_lab, callers) => {
      const sinceMs = wallClockMs();
      await saturateCpu(2 * availableParallelism(), 60_000);
      return { failovers: [await moves(callers, sinceMs)] };
    },
    limits: [{ figure: "failovers", p95Ms: 0 }],
    lossless: false,
  },
];

export const seamlessScenarioNames = seamlessScenarios.map(({ name }) => name);

interface Sample {
  lost: number;
  repeated: number;
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
    await using lab = await CallLab.start(scenario.cluster);
    const callers = await lab.call(["ann", "ben", "cem"]);
    const samples: Sample[] = [];
    const figures: Record<string, number[]> = {};
    for (let round = 0; round <= count; round++) {
      progress(`${scenario.name}: round ${round} of ${count}${round === 0 ? " (dropped)" : ""}`);
      await lab.cluster.waitUntilReady();
      if (round === 0 && !scenario.lossless) continue;
      await sleep(calmMs + beforeMs);
      const startMs = wallClockMs();
      const further = await scenario.happen(lab, callers);
      const endMs = wallClockMs();
      const seen = await samplesOf(callers, startMs, endMs);
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
  { name, limits, lossless, gapLimit }: SeamlessScenario,
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
  const gaps = row(
    `${name}: longest interval between pictures`,
    "ms",
    samples.map((sample) => sample.longestGapMs),
  );
  rows.push(before, during, gaps);
  if (lossless) {
    verdicts.push(atMost(`${name}: frames lost`, sum(lost), 0));
    verdicts.push(atMost(`${name}: frames shown twice`, sum(samples.map((sample) => sample.repeated)), 0));
  }
  if (gapLimit !== undefined) {
    const intervals = samples.flatMap((sample) => sample.intervalsBeforeMs).toSorted((a, b) => a - b);
    const own = percentile(intervals, 0.999);
    verdicts.push(atMost(`${name}: longest interval, p95, to the stream's own p99.9 before`, gaps.p95 / own, gapLimit));
  }
  for (const [figure, values] of Object.entries(figures)) {
    const figureRow = row(`${name}: ${figure}`, figure === "failovers" ? "" : "ms", values);
    rows.push(figureRow);
    const limit = limits.find((one) => one.figure === figure);
    if (limit) verdicts.push(atMost(`${name}: ${figure}, p95`, figureRow.p95, limit.p95Ms));
  }
}

async function samplesOf(callers: readonly Participant[], startMs: number, endMs: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const spanMs = Math.min(beforeMs, endMs - startMs);
  for (const receiver of callers) {
    for (const sender of callers) {
      if (receiver === sender) continue;
      const { video } = await receiver.media(startMs - beforeMs);
      const frames: readonly ReceivedFrame[] = video[`${sender.identity}/camera`]?.frames ?? [];
      const between = (fromMs: number, toMs: number) =>
        frames.filter(({ arrivalMs }) => arrivalMs >= fromMs && arrivalMs < toMs);
      const before = between(startMs - beforeMs, startMs);
      const { lost, repeated, longestGapMs } = frameStatistics(between(startMs, endMs));
      samples.push({
        lost,
        repeated,
        longestGapMs,
        lostBefore: frameStatistics(between(startMs - spanMs, startMs)).lost,
        intervalsBeforeMs: before.slice(1).map(({ arrivalMs }, index) => arrivalMs - before[index]!.arrivalMs),
      });
    }
  }
  return samples;
}
