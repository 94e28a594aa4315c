// What a signaling replica costs, against a bare `ws` server and bare mediasoup in the same run.
import { createLogger } from "../../../base/logger.ts";
import { runAtNiceness } from "../../../base/priority.ts";
import type { BenchContext, Benchmark, BenchRow, Verdict } from "../benchmark.ts";
import { decisionsName, measureDecisions } from "./decisions.ts";
import { flatCostName, measureFlatCost } from "./flat-cost.ts";
import { forwardingName, measureForwarding } from "./forwarding.ts";
import { joinsName, measureJoins } from "./joins/joins.ts";
import { measureMemory, memoryName } from "./memory.ts";
import { measureRestore, restoreName } from "./restore.ts";

const parts = new Map([
  [memoryName, measureMemory],
  [forwardingName, measureForwarding],
  [joinsName, measureJoins],
  [flatCostName, measureFlatCost],
  [decisionsName, measureDecisions],
  [restoreName, measureRestore],
]);

export const signaling: Benchmark = {
  name: "signaling",
  summary: "memory, requests and joins per second of a replica, against bare ws and bare mediasoup",
  defaultRounds: 6,
  scenarios: [...parts.keys()],
  run,
};

async function run(context: BenchContext): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  // As the servers do: clients that wait behind somebody's compiler would pass for slow servers.
  runAtNiceness(-10, createLogger({ name: "bench", level: "silent" }));
  const rows: BenchRow[] = [];
  const verdicts: Verdict[] = [];
  for (const [name, part] of parts) {
    if (!context.wanted(name)) continue;
    const result = await part(context);
    rows.push(...result.rows);
    verdicts.push(...result.verdicts);
  }
  return { rows, verdicts };
}
