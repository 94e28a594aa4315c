// npm run sim: runs seeds, prints those that break a rule with the command that repeats them, and how long people were
// without media after each kind of fault.

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Progress } from "../harness/progress.ts";
import { commandOf, faultTable, SimReport } from "./report.ts";
import { runSeed, type SeedOptions } from "./run-seed.ts";
import { realNowMs } from "./virtual-time.ts";

const help = `Usage: npm run sim -- [--seeds N] [--seed X] [--nodes N] [--participants N] [--replicas N] [--json FILE] [--trace]

  --seeds N         runs so many seeds, from --seed on (default 100)
  --seed X          the first seed (default 1); without --seeds, only this one
  --nodes N         nodes, up to 1000; drawn from the seed when not given
  --participants N  people, up to 100000; drawn from the seed when not given
  --replicas N      signaling replicas, up to 20; drawn from the seed when not given
  --json FILE       writes the result to a file
  --trace           prints what happened, line by line (one seed)
  --help            this text

The exit code is 1 when a seed broke a rule.
`;

class UsageError extends Error {}

function wholeNumber(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new UsageError(`--${name} must be a whole number from 1 to ${most}`);
  return value;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string" },
      seed: { type: "string" },
      nodes: { type: "string" },
      participants: { type: "string" },
      replicas: { type: "string" },
      json: { type: "string" },
      trace: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const first = wholeNumber("seed", values.seed, 2 ** 31);
  const count = wholeNumber("seeds", values.seeds, 1e7) ?? (first === undefined ? 100 : 1);
  const nodes = wholeNumber("nodes", values.nodes, 1_000);
  const participants = wholeNumber("participants", values.participants, 100_000);
  const replicas = wholeNumber("replicas", values.replicas, 20);
  const shape: Omit<SeedOptions, "seed"> = {
    ...(nodes === undefined ? {} : { nodes }),
    ...(participants === undefined ? {} : { participants }),
    ...(replicas === undefined ? {} : { replicas }),
    keepTrace: (values.trace ?? false) && count === 1,
  };
  const progress = new Progress(realNowMs);
  const report = new SimReport();
  for (let seed = first ?? 1; seed < (first ?? 1) + count; seed++) {
    const done = `${report.seeds} of ${count} seeds, ${report.failed.length} failed`;
    const result = await runSeed({
      ...shape,
      seed,
      onSecond: (virtualMs, wholeMs) =>
        progress.show(`${done}; seed ${seed}: ${Math.round(virtualMs / 1_000)} of ${Math.round(wholeMs / 1_000)} s`),
    });
    report.add(result);
    if (result.trace.length > 0) process.stdout.write(`${result.trace.join("\n")}\n`);
    if (result.violations.length === 0) continue;
    progress.note(`seed ${seed} failed; again: ${commandOf(result.seed, shape)}`);
    for (const { atMs, rule, detail } of result.violations.slice(0, 5))
      progress.note(`  at ${atMs} ms: ${rule}: ${detail}`);
  }
  progress.done();
  process.stdout.write(`${faultTable(report)}\n${report.summary()}\n`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report.toJson(), null, 2)}\n`);
  return report.failed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError) && !(error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS")) throw error;
  process.stderr.write(`${(error as Error).message}\n\n${help}`);
  process.exitCode = 2;
}
