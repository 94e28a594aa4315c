// What people in a call see and hear when something happens to a server: one table of all scenarios.
import type { BenchContext, Benchmark, BenchRow, Verdict } from "../benchmark.ts";
import { gapScenarioNames, measureGaps } from "./gap-scenarios.ts";
import { measureNextDoor, nextDoorNames } from "./next-door.ts";
import { measureSeamless, seamlessScenarioNames } from "./seamless.ts";
import { measureThirtyPeople, thirtyPeopleNames } from "./thirty-people.ts";

const parts = [measureGaps, measureSeamless, measureNextDoor, measureThirtyPeople];

export const failover: Benchmark = {
  name: "failover",
  summary: "gaps and lost frames in a call when a node, a worker, a replica or a link fails, or a node is drained",
  defaultRounds: 10,
  scenarios: [...gapScenarioNames, ...seamlessScenarioNames, ...nextDoorNames, ...thirtyPeopleNames],
  run,
};

async function run(context: BenchContext): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }> {
  const rows: BenchRow[] = [];
  const verdicts: Verdict[] = [];
  for (const part of parts) {
    const result = await part(context, context.wanted);
    rows.push(...result.rows);
    verdicts.push(...result.verdicts);
  }
  return { rows, verdicts };
}
