// Faults that take a call's media away, and what three people see and hear of each: with a cold call and with a hot one.
import { setTimeout as sleep } from "node:timers/promises";
import { CallLab } from "../../harness/call-lab.ts";
import type { Participant } from "../../harness/participant.ts";
import { notReady, ready, waitUntil } from "../../harness/wait-until.ts";
import { against, atMost, row, type BenchContext, type BenchRow, type Verdict } from "../benchmark.ts";
import { firstFrames } from "../first-frame.ts";
import { measureDisaster, type DisasterSample } from "./disaster.ts";

/** After a join, a recovery or a restart, until the pictures flow evenly again. */
const calmMs = 1500;

type Redundancy = "cold" | "hot";

/** Of the p95. */
interface Limit {
  pictureMs: number;
  soundMs: number;
}

interface GapScenario {
  name: string;
  /** Does it, and tells when; `undo` makes the cluster whole again, beyond what ended being started anew. */
  strike(lab: CallLab, caller: Participant): Promise<{ atMs: number; undo?: () => void }>;
  limits: Record<Redundancy, Limit>;
}

const killLimits = { cold: { pictureMs: 250, soundMs: 120 }, hot: { pictureMs: 120, soundMs: 60 } };
const hangLimits = { cold: { pictureMs: 900, soundMs: 900 }, hot: { pictureMs: 900, soundMs: 900 } };

export const gapScenarios: readonly GapScenario[] = [
  {
    name: "node SIGKILL",
    strike: async (lab, caller) => ({ atMs: await lab.cluster.node(await caller.nodeId()).kill() }),
    limits: killLimits,
  },
  {
    name: "media worker SIGKILL",
    strike: async (lab, caller) => {
      const node = lab.cluster.node(await caller.nodeId());
      return { atMs: node.killWorker(await lab.workerSlot(caller)) };
    },
    limits: killLimits,
  },
  {
    name: "node and workers SIGSTOP",
    strike: async (lab, caller) => {
      const node = lab.cluster.node(await caller.nodeId());
      return { atMs: node.hang(), undo: () => node.resume() };
    },
    limits: hangLimits,
  },
  {
    name: "media worker SIGSTOP",
    strike: async (lab, caller) => {
      const node = lab.cluster.node(await caller.nodeId());
      return { atMs: node.hangWorker(await lab.workerSlot(caller)) };
    },
    limits: hangLimits,
  },
];

export const gapScenarioNames = gapScenarios.flatMap(({ name }) => [`${name}, cold`, `${name}, hot`]);

export async function measureGaps(
  { rounds, progress, note }: BenchContext,
  wanted: (name: string) => boolean,
): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  const joinsMs: number[] = [];
  const samples = new Map<string, DisasterSample[]>();
  for (const redundancy of ["cold", "hot"] as const) {
    const scenarios = gapScenarios.filter(({ name }) => wanted(`${name}, ${redundancy}`));
    if (scenarios.length === 0) continue;
    note(`a ${redundancy} call of three; ${rounds} rounds, each a join and ${scenarios.length} faults`);
    await using lab = await CallLab.start({ nodes: 2, workers: 2 });
    const callers = await lab.call(["ann", "ben", "cem"], { redundancy });
    const room = await callers[0]!.roomName();
    for (let round = 0; round <= rounds; round++) {
      const dropped = round === 0 ? " (dropped)" : "";
      progress(`${redundancy}, round ${round} of ${rounds}${dropped}: join`);
      const joinMs = await freshJoin(lab, room, `${redundancy}-${round}`);
      if (round > 0) joinsMs.push(joinMs);
      for (const { name, strike } of scenarios) {
        progress(`${redundancy}, round ${round} of ${rounds}${dropped}: ${name}`);
        const sample = await struck(lab, callers, redundancy, strike);
        if (round === 0) continue;
        const key = `${name}, ${redundancy}`;
        samples.set(key, [...(samples.get(key) ?? []), sample]);
      }
    }
  }
  const freshRow = row("fresh join to first frame", "ms", joinsMs);
  const results = gapScenarios.flatMap(({ name, limits }) =>
    (["cold", "hot"] as const).flatMap((redundancy) => {
      const key = `${name}, ${redundancy}`;
      return samples.has(key) ? [resultsOf(key, samples.get(key)!, freshRow, limits[redundancy])] : [];
    }),
  );
  return {
    rows: results.length > 0 ? [freshRow, ...results.flatMap(({ rows }) => rows)] : [],
    verdicts: results.flatMap(({ verdicts }) => verdicts),
  };
}

/** One fault in a calm and whole cluster, which is whole again afterwards. */
async function struck(
  lab: CallLab,
  callers: readonly Participant[],
  redundancy: Redundancy,
  strike: GapScenario["strike"],
): Promise<DisasterSample> {
  await lab.cluster.waitUntilReady();
  if (redundancy === "hot") await Promise.all(callers.map(standbyReady));
  await sleep(calmMs);
  let undo: (() => void) | undefined;
  try {
    return await measureDisaster(lab, callers, [], async () => {
      const { atMs, ...done } = await strike(lab, callers[0]!);
      undo = done.undo;
      return atMs;
    });
  } finally {
    undo?.();
    const dead = lab.cluster.nodes.filter((node) => !node.running);
    await Promise.all(dead.map((node) => lab.cluster.restartNode(node.id)));
  }
}

function standbyReady(caller: Participant): Promise<void> {
  return waitUntil(`${caller.identity} has a standby path`, async () => {
    const standby = await caller.standby();
    return standby?.state === "connected" ? ready(undefined) : notReady(JSON.stringify(standby ?? null));
  });
}

async function freshJoin(lab: CallLab, room: string, name: string): Promise<number> {
  const joiner = await lab.open({ identity: `joiner-${name}`, room, voice: 8 });
  await joiner.connect();
  await joiner.publish();
  const startMs = await joiner.run(({ call }) => call!.connectCalledMs);
  const times = await firstFrames(joiner.page, joiner.identity, 1);
  await joiner.leave();
  await joiner.close();
  return Math.min(...times) - startMs;
}

function resultsOf(
  name: string,
  samples: readonly DisasterSample[],
  fresh: BenchRow,
  limit: Limit,
): { rows: BenchRow[]; verdicts: Verdict[] } {
  const pictures = samples.flatMap((sample) => sample.pictures);
  const video = against(
    row(
      `${name}: picture gap`,
      "ms",
      pictures.map(({ longestGapMs }) => longestGapMs),
      { lostFrames: pictures.reduce((total, { lost }) => total + lost, 0) },
    ),
    fresh,
  );
  const sound = row(
    `${name}: sound gap`,
    "ms",
    samples.flatMap((sample) => sample.soundGapsMs),
  );
  const reported = row(
    `${name}: the SDK's gapMs, off by`,
    "ms",
    samples.flatMap(({ reportedOffByMs }) => reportedOffByMs),
  );
  const verdicts = [
    atMost(`${name}: picture gap, p95`, video.p95, limit.pictureMs, " ms"),
    atMost(`${name}: sound gap, p95`, sound.p95, limit.soundMs, " ms"),
  ];
  return { rows: [video, sound, reported], verdicts };
}
