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
  const replica: PerSession[] = [];
  const bare: PerSession[] = [];
  for (let round = 1; round <= Math.ceil(rounds / 2); round++) {
    progress(`${memoryName}, round ${round}: Holdfast`);
    replica.push(await ofReplica());
    progress(`${memoryName}, round ${round}: bare ws`);
    bare.push(await ofBareServer());
  }
  // Resident memory also holds what the runtime keeps for garbage to come; what is in use does not, and varies less.
  const rows = (["resident", "used"] as const).flatMap((which) => {
    const kib = (measured: readonly PerSession[]): number[] => measured.map((one) => one[which]);
    const baseline = row(`bare ws: ${which} memory per connection`, "KiB", kib(bare));
    return [against(row(`Holdfast: ${which} memory per idle session`, "KiB", kib(replica)), baseline), baseline];
  });
  return {
    rows,
    verdicts: [atMost("resident memory of an idle session to a bare ws connection's", rows[0]!.ratio!, figure)],
  };
}

/** KiB. */
interface PerSession {
  resident: number;
  used: number;
}

async function ofReplica(): Promise<PerSession> {
  const lab = await SignalingLab.start();
  try {
    return await perSession(lab.replica, (total) => lab.fill(total));
  } finally {
    await lab.close();
  }
}

async function ofBareServer(): Promise<PerSession> {
  const echo = await EchoLab.start();
  try {
    return await perSession(echo.server, (total) => echo.fill(total));
  } finally {
    await echo.close();
  }
}

/** What the later ones add: until the first are there, the runtime's own pools grow. */
async function perSession(server: MeasuredServer, fill: (total: number) => Promise<void>): Promise<PerSession> {
  await fill(firstSessions);
  const before = await server.memory();
  await fill(firstSessions + sessions);
  const after = await server.memory();
  return kibPer(sessions, before, after);
}

/** What so many have added. */
export function kibPer(count: number, before: Memory, after: Memory): PerSession {
  const kib = (which: keyof Memory): number => (after[which] - before[which]) / count / 1024;
  return { resident: kib("rssBytes"), used: kib("usedBytes") };
}
