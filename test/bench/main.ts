// npm run bench -- NAME: runs one benchmark against real processes and browsers, and prints what was measured.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { chromiumPath } from "../harness/browser.ts";
import type { Benchmark, BenchResult } from "./benchmark.ts";
import { failover } from "./failover/failover.ts";
import { join } from "./join.ts";
import { CpuMeter, machineFacts, noisyFrom } from "./machine.ts";
import { Progress } from "../harness/progress.ts";
import { rowsTable, verdictLines } from "./report.ts";
import { signaling } from "./signaling/signaling.ts";

const benchmarks: readonly Benchmark[] = [failover, join, signaling];

const help = `Usage: npm run bench -- NAME [--rounds N] [--only TEXT ...] [--json FILE]
       npm run bench -- --list

  --rounds N   measured rounds; a first one is run and dropped besides
  --only TEXT  only the scenario of this name, or those that have it in their names; may come several times
  --json FILE  writes the result to a file
  --list       names the benchmarks
  --help       this text

The table's "ratio" is p50 to the baseline's p50, measured in the same run. The exit code is 1 when a figure was not reached.
`;

const listing = (): string =>
  benchmarks
    .map(({ name, summary, scenarios = [] }) =>
      [`${name.padEnd(10)} ${summary}`, ...scenarios.map((scenario) => `           - ${scenario}`)].join("\n"),
    )
    .join("\n") + "\n";

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: "string" },
      only: { type: "string", multiple: true },
      json: { type: "string" },
      list: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return print(help);
  if (values.list) return print(listing());
  const benchmark = benchmarks.find(({ name }) => name === positionals[0]);
  if (!benchmark || positionals.length > 1) {
    process.stderr.write(
      `${positionals.length === 0 ? "Which benchmark?" : `No benchmark "${positionals.join(" ")}".`} There are:\n${listing()}`,
    );
    return 2;
  }
  const rounds = values.rounds === undefined ? benchmark.defaultRounds : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    process.stderr.write("--rounds must be a whole number from 1\n");
    return 2;
  }
  const { scenarios = [] } = benchmark;
  const wanted = new Set<string>();
  for (const text of values.only ?? []) {
    const named = scenarios.includes(text) ? [text] : scenarios.filter((name) => name.includes(text));
    if (named.length === 0) {
      process.stderr.write(`No scenario of ${benchmark.name} has "${text}" in its name. There are:\n${listing()}`);
      return 2;
    }
    for (const name of named) wanted.add(name);
  }
  return run(benchmark, rounds, (name) => wanted.size === 0 || wanted.has(name), values.json);
}

async function run(
  benchmark: Benchmark,
  rounds: number,
  wanted: (scenario: string) => boolean,
  jsonFile: string | undefined,
): Promise<number> {
  const startedAt = new Date().toISOString();
  const progress = new Progress();
  const meter = new CpuMeter();
  const { rows, verdicts } = await benchmark.run({
    rounds,
    wanted,
    progress: (text) => progress.show(text),
    note: (text) => progress.note(text),
  });
  progress.done();
  const cpu = meter.stop();
  const machine: Record<string, unknown> = { ...machineFacts(chromiumPath), cpuUse: cpu };
  const result: BenchResult = { bench: benchmark.name, startedAt, machine, rows };
  if (jsonFile !== undefined) await writeFile(jsonFile, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`${rowsTable(rows)}\n${verdictLines(verdicts)}\n`);
  process.stdout.write(
    `${machine["cores"]} x ${machine["cpu"]}; of all cores this run used ${percent(cpu.own)}, others ${percent(cpu.foreign)}\n`,
  );
  if (cpu.noisy)
    process.stdout.write(`Others used more than ${percent(noisyFrom)} of the machine: do not trust these figures.\n`);
  return verdicts.every(({ reached }) => reached) ? 0 : 1;
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

process.exitCode = await main();
