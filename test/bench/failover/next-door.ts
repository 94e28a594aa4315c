// Two people in a call on the other node, while a call's node or media worker is killed: they notice nothing.
import { setTimeout as sleep } from "node:timers/promises";
import { CallLab } from "../../harness/call-lab.ts";
import type { Participant } from "../../harness/participant.ts";
import { atMost, row, type BenchContext, type BenchRow, type Verdict } from "../benchmark.ts";
import { measureDisaster } from "./disaster.ts";
import { gapScenarios } from "./gap-scenarios.ts";
import type { Presented } from "./presented.ts";

const calmMs = 1500;
/** Two more people on two cores, but with half the frames, and silent. */
const bystander = { framesPerSecond: 15, publish: ["camera" as const] };

const struck = gapScenarios.filter(({ name }) => name.endsWith("SIGKILL"));
const nameOf = (scenario: string): string => `${scenario}, the call next door`;
export const nextDoorNames = struck.map(({ name }) => nameOf(name));

export async function measureNextDoor(
  { rounds, progress, note }: BenchContext,
  wanted: (name: string) => boolean,
): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  const scenarios = struck.filter(({ name }) => wanted(nameOf(name)));
  const rows: BenchRow[] = [];
  const verdicts: Verdict[] = [];
  if (scenarios.length === 0) return { rows, verdicts };
  const count = Math.ceil(rounds / 2);
  note(`a call of three, and a call of two on the other node; ${count} rounds`);
  await using lab = await CallLab.start({ nodes: 2, workers: 2 });
  const callers = await lab.call(["ann", "ben", "cem"]);
  const open = (identity: string, index: number) =>
    lab.open({ identity, room: "unset", voice: 5 + index, ...bystander });
  const bystanders = await Promise.all(["eva", "fox"].map(open));
  const seen = new Map<string, Presented[]>();
  for (let round = 1; round <= count; round++) {
    for (const { name, strike } of scenarios) {
      progress(`the call next door, round ${round} of ${count}: ${name}`);
      await moveBystanders(lab, bystanders, callers[0]!, `${round}-${name.replaceAll(" ", "-")}`);
      await lab.cluster.waitUntilReady();
      await sleep(calmMs);
      const sample = await measureDisaster(lab, callers, bystanders, async () => (await strike(lab, callers[0]!)).atMs);
      seen.set(name, [...(seen.get(name) ?? []), ...sample.bystanders]);
      const dead = lab.cluster.nodes.filter((node) => !node.running);
      await Promise.all(dead.map((node) => lab.cluster.restartNode(node.id)));
    }
  }
  for (const [name, between] of seen) {
    const lostFrames = between.reduce((total, { missing, notSent }) => total + missing - notSent, 0);
    const gaps = between.map(({ longestGapMs }) => longestGapMs);
    rows.push(row(`${nameOf(name)}: longest interval`, "ms", gaps, { lostFrames }));
    verdicts.push(atMost(`${nameOf(name)}: frames lost`, lostFrames, 0));
  }
  return { rows, verdicts };
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
