// What a signaling replica costs: a session among few and among many, decisions at size, a Redis that came back empty.
import type { BenchContext, Benchmark, BenchRow, Verdict } from "../benchmark.ts";
import { decisionsName, measureDecisions } from "./decisions.ts";
import { flatCostName, measureFlatCost } from "./flat-cost.ts";
import { measureRestore, restoreName } from "./restore.ts";

const parts = new Map([
  [flatCostName, measureFlatCost],
  [decisionsName, measureDecisions],
  [restoreName, measureRestore],
]);

export const signaling: Benchmark = {
  name: "signaling",
  summary: "what a session costs a replica, decisions at size, an emptied Redis",
  defaultRounds: 6,
  scenarios: [...parts.keys()],
  run,
};

async function run(context: BenchContext): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
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
