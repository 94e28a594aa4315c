// What a session that only listens costs a replica in memory, and a connection a bare `ws` server.
import { against, atMost, row, type BenchContext, type BenchRow, type Verdict } from "../benchmark.ts";
import { EchoLab } from "./echo-lab.ts";
import type { MeasuredServer, Memory } from "./measured-server.ts";
import { SignalingLab } from "./signaling-lab.ts";

export const memoryName = "memory of an idle session";
const firstSessions = 2_000;
const sessions = 4_000;
const figure = 1.5;

export async function measureMemory({
  rounds,
  progress,
}: BenchContext): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  const replicaBytes: number[] = [];
  const bareBytes: number[] = [];
  for (let round = 1; round <= Math.ceil(rounds / 2); round++) {
    progress(`${memoryName}, round ${round}: Holdfast`);
    replicaBytes.push(await ofReplica());
    progress(`${memoryName}, round ${round}: bare ws`);
    bareBytes.push(await ofBareServer());
  }
  const bare = row("bare ws: resident memory per connection", "KiB", bareBytes);
  const holdfast = against(row("Holdfast: resident memory per idle session", "KiB", replicaBytes), bare);
  return {
    rows: [holdfast, bare],
    verdicts: [atMost("resident memory of an idle session to a bare ws connection's", holdfast.ratio!, figure)],
  };
}

async function ofReplica(): Promise<number> {
  const lab = await SignalingLab.start();
  try {
    return await perSession(lab.replica, (total) => lab.fill(total));
  } finally {
    await lab.close();
  }
}

async function ofBareServer(): Promise<number> {
  const echo = await EchoLab.start();
  try {
    return await perSession(echo.server, (total) => echo.fill(total));
  } finally {
    await echo.close();
  }
}

/** What the later ones add: until the first are there, the runtime's own pools grow. */
async function perSession(server: MeasuredServer, fill: (total: number) => Promise<void>): Promise<number> {
  await fill(firstSessions);
  const before = await server.memory();
  await fill(firstSessions + sessions);
  return kibPer(sessions, before, await server.memory(), "rssBytes");
}

export const kibPer = (count: number, before: Memory, after: Memory, which: keyof Memory): number =>
  (after[which] - before[which]) / count / 1024;
