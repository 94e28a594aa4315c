// npm run soak: a call of four, faults at random, and everybody must see and hear everybody after each.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Progress } from "../../harness/progress.ts";
import { soak } from "./soak.ts";

const help = `Usage: npm run soak -- [--minutes N] [--seed S] [--json FILE]

A call of four in real browsers, over two signaling replicas, three nodes and Redis. Processes are killed, stopped and
drained, lines are cut, 3 to 20 s apart. After each fault everybody must see and hear everybody, by what the attached
elements show and play, or it stops with what was seen.

  --minutes N  how long (10)
  --seed S     which faults, and when (a random one); the same seed chooses the same
  --json FILE  writes what happened to a file
  --help       this text

Exit code: 0 when everybody was there after each fault, 1 when not, 2 for a wrong option.
`;

const wholeNumber = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : Number(text);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string" },
      seed: { type: "string" },
      json: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const minutes = wholeNumber(values.minutes, 10);
  const seed = wholeNumber(values.seed, Math.floor(Math.random() * 1_000_000));
  if (!(minutes > 0) || !Number.isInteger(seed)) {
    process.stderr.write("--minutes is a number above 0, --seed a whole number\n");
    return 2;
  }
  const startedAt = new Date().toISOString();
  const progress = new Progress();
  progress.note(`seed ${seed}, ${minutes} min`);
  const result = await soak({
    forMs: minutes * 60_000,
    seed,
    progress: (text) => progress.show(text),
    note: (text) => progress.note(text),
  });
  progress.done();
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify({ startedAt, minutes, ...result }, null, 2)}\n`);
  const { faults, failure, folder } = result;
  if (failure === undefined) {
    process.stdout.write(`${faults.length} faults; everybody saw and heard everybody after each. Seed ${seed}\n`);
    return 0;
  }
  const happened = faults.map(({ atMs, what }) => `${(atMs / 1000).toFixed(1).padStart(6)} s  ${what}`);
  process.stdout.write(`${happened.join("\n")}\n${failure}\nSeed ${seed}; logs and screenshots in ${folder}\n`);
  return 1;
}

process.exitCode = await main();
