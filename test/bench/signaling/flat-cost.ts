// Whether a session costs a replica the same whether it is one of a hundred or one of ten thousand: CPU time and memory.
import { against, atMost, type BenchContext, type BenchRow, row, type Verdict } from "../benchmark.ts";
import { beActive, warmUpRequestsOf } from "./activity.ts";
import type { Memory } from "./measured-server.ts";
import { SignalingLab } from "./signaling-lab.ts";

export const flatCostName = "cost of a session among many";
const few = 100;
const many = 10_000;
const sliceMs = 8_000;
/** The heap of a process moves by itself as much as a few sessions have: the median of some times a hundred tells. */
const fillsPerRound = 2;
/** Timers hold on to closed sockets for two seconds. */
const settleMs = 2_500;
const figure = 1.2;

export async function measureFlatCost(context: BenchContext): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  const { progress, rounds } = context;
  const labs = await Promise.all([SignalingLab.start(), SignalingLab.start(), SignalingLab.start()]);
  const [empty, withFew, withMany] = labs;
  try {
    const fewKib: number[] = [];
    const fills = rounds * fillsPerRound;
    for (let fill = 0; fill <= fills; fill++) {
      progress(`${flatCostName}: memory of ${few}, ${fill} of ${fills}${fill === 0 ? " (dropped)" : ""}`);
      const { used } = await grow(withFew, few);
      if (fill > 0) fewKib.push(used);
      if (fill === fills) break;
      await withFew.empty();
      await new Promise((resolve) => setTimeout(resolve, settleMs));
    }
    progress(`${flatCostName}: memory of ${many}`);
    const manyKib = await grow(withMany, many);
    const cpu = await measureCpu(context, { empty, withFew, withMany });
    const baseline = row(`heap of a session, one of ${few}`, "KiB", fewKib);
    const heap = against(row(`heap of a session, one of ${many}`, "KiB", [manyKib.used]), baseline);
    const resident = row(`resident memory of a session, one of ${many}`, "KiB", [manyKib.resident]);
    return {
      rows: [...cpu, heap, baseline, resident],
      verdicts: [
        atMost(`CPU of a session, all of ${many} active, to one of ${few}`, cpu[0]!.ratio!, figure),
        atMost(`CPU of a session, ${few} of ${many} active, to one of ${few}`, cpu[1]!.ratio!, figure),
        atMost(`memory of a session, one of ${many}, to one of ${few}`, heap.ratio!, figure),
      ],
    };
  } finally {
    await Promise.all(labs.map((lab) => lab.close()));
  }
}

/** What so many sessions add to a replica that has none. */
async function grow(lab: SignalingLab, sessions: number): Promise<{ used: number; resident: number }> {
  const before = await lab.replica.memory();
  await lab.fill(sessions);
  return kibPer(sessions, before, await lab.replica.memory());
}

/** What so many have added. */
function kibPer(count: number, before: Memory, after: Memory): { used: number; resident: number } {
  const kib = (which: keyof Memory): number => (after[which] - before[which]) / count / 1024;
  return { resident: kib("rssBytes"), used: kib("usedBytes") };
}

/** CPU time for each second, of a session; what the replica does without it is taken off. */
async function measureCpu(
  { progress, rounds }: BenchContext,
  { empty, withFew, withMany }: Record<"empty" | "withFew" | "withMany", SignalingLab>,
): Promise<BenchRow[]> {
  const ofFew: number[] = [];
  const ofMany: number[] = [];
  const ofSame: number[] = [];
  const silent: number[] = [];
  for (const { attendees } of [withFew, withMany]) await warmUpRequestsOf(attendees);
  for (let round = 0; round <= rounds; round++) {
    progress(`${flatCostName}: CPU, round ${round} of ${rounds}${round === 0 ? " (dropped)" : ""}`);
    const [none, some, quiet] = await usPerSecond([empty, withFew, withMany], () =>
      beActive(withFew.attendees, sliceMs),
    );
    const [same] = await usPerSecond([withMany], () => beActive(withMany.attendees.slice(0, few), sliceMs));
    const [nothing, all] = await usPerSecond([empty, withMany], () => beActive(withMany.attendees, sliceMs));
    if (round === 0) continue;
    ofFew.push((some! - none!) / few);
    ofSame.push((same! - quiet!) / few);
    ofMany.push((all! - nothing!) / many);
    silent.push((quiet! - none!) / many);
  }
  const unit = "us a second";
  const baseline = row(`CPU of a session, one of ${few}`, unit, ofFew);
  return [
    against(row(`CPU of a session, one of ${many}`, unit, ofMany), baseline),
    against(row(`the same, only ${few} of ${many} active`, unit, ofSame), baseline),
    baseline,
    row(`CPU of a silent session, one of ${many}`, unit, silent),
  ];
}

async function usPerSecond(labs: readonly SignalingLab[], run: () => Promise<void>): Promise<number[]> {
  const before = labs.map(({ replica }) => replica.cpuSeconds());
  const startMs = performance.now();
  await run();
  const seconds = (performance.now() - startMs) / 1_000;
  return labs.map(({ replica }, index) => ((replica.cpuSeconds() - before[index]!) * 1e6) / seconds);
}
