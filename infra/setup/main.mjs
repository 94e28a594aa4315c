// Puts in place what Holdfast needs: `node infra/setup/main.mjs --help`.
import { fileURLToPath } from "node:url";
import { HELP, parseMainArguments } from "./arguments.mjs";
import { runMain } from "./run-main.mjs";
import { setUp } from "./setup.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

await runMain(async () => {
  const { help, purpose } = parseMainArguments(process.argv.slice(2));
  if (help) return void process.stdout.write(HELP);
  await setUp({ root, purpose });
});
