// What three people in a call see and hear when its node is killed (SIGKILL), and when only the media worker is; and
// what two people in a call on the other node notice of it: nothing. In each round somebody also joins the call, to
// compare with: coming back must be quicker than coming. The two calls are measured in rounds of their own, so that the
// second one's browsers do not take the first one's CPU.
import { setTimeout as sleep } from "node:timers/promises";
import { CallLab } from "../harness/call-lab.ts";
import type { Participant } from "../harness/participant.ts";
import { against, atMost, row, type BenchContext, type Benchmark, type BenchRow, type Verdict } from "./benchmark.ts";
import { firstFrames } from "./first-frame.ts";
import { measureDisaster, type DisasterSample } from "./disaster.ts";

const gapLimitMs = 350;
const ratioLimit = 0.8;
/** After a join, a recovery or a restart, until the pictures flow evenly again. */
const calmMs = 1500;
/** Two more people on two cores, but with half the frames, and silent. */
const bystander = { framesPerSecond: 15, publish: ["camera" as const] };

const scenarios = ["node SIGKILL", "worker SIGKILL"] as const;

export const failover: Benchmark = {
  name: "failover",
  summary: "gap in decoded video and audio when the call's node or its media worker is killed, and the call next door",
  defaultRounds: 20,
  run,
};

type Scenario = (typeof scenarios)[number];
type Samples = Record<Scenario, DisasterSample[]>;

async function run({ rounds, progress, note }: BenchContext) {
  await using lab = await CallLab.start({ nodes: 2, workers: 2 });
  const callers = await lab.call(["ann", "ben", "cem"]);
  const room = await callers[0]!.roomName();
  note(`a call of three; ${rounds} rounds, each a join, a killed node and a killed media worker`);
  const joinsMs: number[] = [];
  const samples: Samples = { "node SIGKILL": [], "worker SIGKILL": [] };
  for (let round = 0; round <= rounds; round++) {
    progress(`round ${round} of ${rounds}${round === 0 ? " (dropped)" : ""}: join`);
    const joinMs = await freshJoin(lab, room, round);
    if (round > 0) joinsMs.push(joinMs);
    for (const scenario of scenarios) {
      progress(`round ${round} of ${rounds}: ${scenario}`);
      const sample = await strike(lab, callers, [], scenario);
      if (round > 0) samples[scenario].push(sample);
    }
  }

  const nextDoor: Samples = { "node SIGKILL": [], "worker SIGKILL": [] };
  const nextDoorRounds = Math.ceil(rounds / 4);
  note(`and a call of two on the other node; ${nextDoorRounds} rounds`);
  const open = (identity: string, index: number) =>
    lab.open({ identity, room: "unset", voice: 5 + index, ...bystander });
  const bystanders = await Promise.all(["eva", "fox"].map(open));
  for (let round = 1; round <= nextDoorRounds; round++) {
    for (const scenario of scenarios) {
      progress(`the call next door, round ${round} of ${nextDoorRounds}: ${scenario}`);
      await moveBystanders(lab, bystanders, callers[0]!, `${round}-${scenarios.indexOf(scenario)}`);
      nextDoor[scenario].push(await strike(lab, callers, bystanders, scenario));
    }
  }

  const freshRow = row("fresh join to first frame", "ms", joinsMs);
  const results = scenarios.map((scenario) => resultsOf(scenario, samples[scenario], nextDoor[scenario], freshRow));
  return {
    rows: [freshRow, ...results.flatMap(({ rows }) => rows)],
    verdicts: results.flatMap(({ verdicts }) => verdicts),
  };
}

/** One disaster in a calm cluster, which is whole again afterwards. */
async function strike(
  lab: CallLab,
  callers: readonly Participant[],
  bystanders: readonly Participant[],
  scenario: Scenario,
): Promise<DisasterSample> {
  await lab.cluster.waitUntilReady();
  await sleep(calmMs);
  const sample = await measureDisaster(lab, callers, bystanders, () => cause(lab, callers[0]!, scenario));
  const dead = lab.cluster.nodes.filter((node) => !node.running);
  await Promise.all(dead.map((node) => lab.cluster.restartNode(node.id)));
  return sample;
}

async function cause(lab: CallLab, caller: Participant, scenario: Scenario): Promise<number> {
  const node = lab.cluster.node(await caller.nodeId());
  const slot = await caller.workerSlot();
  return scenario === "node SIGKILL" ? node.kill() : node.killWorker(slot);
}

/** Puts the bystanders' call on the node that the callers are not on: a new room goes to the emptier one. */
async function moveBystanders(
  lab: CallLab,
  bystanders: readonly Participant[],
  caller: Participant,
  round: string,
): Promise<void> {
  const occupied = await caller.nodeId();
  for (let attempt = 0; attempt < 5; attempt++) {
    const room = `bystanders-${round}-${attempt}`;
    await Promise.all(bystanders.map((one) => one.moveTo(room)));
    if ((await bystanders[0]!.nodeId()) !== occupied) {
      await bystanders[0]!.waitForMedia(bystanders[1]!, bystander.publish);
      await bystanders[1]!.waitForMedia(bystanders[0]!, bystander.publish);
      return;
    }
  }
  throw new Error(`the other call would not go to another node than ${occupied}\n${lab.cluster.logTail()}`);
}

async function freshJoin(lab: CallLab, room: string, round: number): Promise<number> {
  const joiner = await lab.open({ identity: `joiner-${round}`, room, voice: 8 });
  await joiner.connect();
  await joiner.publish();
  const startMs = await joiner.page.evaluate(() => labPage.call!.connectCalledMs);
  const times = await firstFrames(joiner.page, 1);
  await joiner.leave();
  await joiner.close();
  return Math.min(...times) - startMs;
}

function resultsOf(
  scenario: string,
  samples: readonly DisasterSample[],
  nextDoor: readonly DisasterSample[],
  fresh: BenchRow,
): { rows: BenchRow[]; verdicts: Verdict[] } {
  const pictures = samples.flatMap((sample) => sample.pictures);
  const lostFrames = sum(pictures.map(({ lost }) => lost));
  const bystanders = nextDoor.flatMap((sample) => sample.bystanders);
  const bystanderLost = sum(bystanders.map(({ lost }) => lost));
  const videoGap = against(
    row(
      `${scenario}: video gap`,
      "ms",
      pictures.map(({ longestGapMs }) => longestGapMs),
      { lostFrames },
    ),
    fresh,
  );
  const rows = [
    videoGap,
    row(
      `${scenario}: audio gap`,
      "ms",
      samples.flatMap((sample) => sample.soundGapsMs),
    ),
    row(
      `${scenario}: gap that the SDK reports`,
      "ms",
      samples.flatMap((sample) => sample.reportedGapsMs),
    ),
    row(
      `${scenario}: lost frames of a receiver`,
      "frames",
      pictures.map(({ lost }) => lost),
    ),
    row(
      `${scenario}: repeated frames of a receiver`,
      "frames",
      pictures.map(({ repeated }) => repeated),
    ),
    row(
      `${scenario}: longest interval in the other call`,
      "ms",
      bystanders.map(({ longestGapMs }) => longestGapMs),
      { lostFrames: bystanderLost },
    ),
  ];
  const verdicts = [
    atMost(`${scenario}: video gap, p95`, videoGap.p95, gapLimitMs, " ms"),
    atMost(`${scenario}: video gap's p95 to a fresh join's p95`, videoGap.p95 / fresh.p95, ratioLimit),
    atMost(`${scenario}: frames lost in the other call`, bystanderLost, 0),
  ];
  return { rows, verdicts };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
