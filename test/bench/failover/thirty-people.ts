// Thirty people who all talk in one room, whose node is killed: when does everybody hear everybody again? Headless
// participants: thirty browsers would measure themselves.
import { setTimeout as sleep } from "node:timers/promises";
import { startCluster } from "../../harness/cluster.ts";
import { Crowd } from "../../harness/headless/crowd.ts";
import { wallClockMs } from "../../harness/participant.ts";
import { atMost, row, type BenchContext, type BenchRow, type Verdict } from "../benchmark.ts";

/** After a join or a restart, until nobody does anything but talk. */
const calmMs = 2_500;
/** Nobody is asked anything meanwhile: questions take the time of those who recover. */
const afterMs = 3_000;

const scenarios = [
  {
    name: "30 people with audio, node SIGKILL, cold",
    size: 30,
    redundancy: "cold",
    limits: { p50Ms: 500, p99Ms: 1_200 },
  },
  { name: "30 people with audio, node SIGKILL, hot", size: 30, redundancy: "hot", limits: undefined },
  // For a machine that thirty are too many for.
  { name: "20 people with audio, node SIGKILL, cold", size: 20, redundancy: "cold", limits: undefined },
] as const;

export const thirtyPeopleNames = scenarios.map(({ name }) => name);

export async function measureThirtyPeople(
  { rounds, progress, note }: BenchContext,
  wanted: (name: string) => boolean,
): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  const rows: BenchRow[] = [];
  const verdicts: Verdict[] = [];
  for (const { name, size, redundancy, limits } of scenarios) {
    if (!wanted(name)) continue;
    note(`${name}: headless participants in one room; ${rounds} rounds`);
    await using cluster = await startCluster({ nodes: 2, workers: 1 });
    await using crowd = await Crowd.gather(cluster, { room: "crowd", size, redundancy });
    const heardMs: number[] = [];
    const toldMs: number[] = [];
    const rates: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      progress(`${name}: round ${round} of ${rounds}${round === 0 ? " (dropped)" : ""}`);
      await crowd.waitUntilAllHearAll();
      if (redundancy === "hot") await crowd.waitUntilAllStandBy();
      const packetRate = await packetsPerSecond(crowd);
      const nodeId = await crowd.nodeId();
      const atMs = await cluster.node(nodeId).kill();
      await sleep(Math.max(0, atMs + afterMs - wallClockMs()));
      const heard = await crowd.heardAgainMs(atMs);
      if (round > 0) {
        rates.push(packetRate);
        heardMs.push(...heard);
        toldMs.push(...(await crowd.toldGapsMs(atMs)));
      }
      await cluster.restartNode(nodeId);
    }
    const heardRow = row(`${name}: heard again, each by each`, "ms", heardMs);
    rows.push(heardRow, row(`${name}: gap that each SDK tells of`, "ms", toldMs));
    // Of size * (size - 1) * 50: whether the machine carries so many at all.
    rows.push(row(`${name}: packets heard before`, "1/s", rates));
    if (!limits) continue;
    verdicts.push(atMost(`${name}: heard again, p50`, heardRow.p50, limits.p50Ms, " ms"));
    verdicts.push(atMost(`${name}: heard again, p99`, heardRow.p99, limits.p99Ms, " ms"));
  }
  return { rows, verdicts };
}

/** While nobody does anything but talk. */
async function packetsPerSecond(crowd: Crowd): Promise<number> {
  const before = await crowd.packetsHeard();
  const sinceMs = performance.now();
  await sleep(calmMs);
  const heard = (await crowd.packetsHeard()) - before;
  return heard / ((performance.now() - sinceMs) / 1000);
}
