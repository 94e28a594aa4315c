// Set-up, then a command in the environment that it made: `node infra/setup/run.mjs start -- node cli/main.ts dev`.
import { fileURLToPath } from "node:url";
import { HELP, parseRunArguments } from "./arguments.mjs";
import { commandEnvironment, findServerNode } from "./node-runtime.mjs";
import { runMain } from "./run-main.mjs";
import { runInForeground } from "./foreground.mjs";
import { setUp } from "./setup.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

await runMain(async (setupIsOver) => {
  const { help, purpose, command } = parseRunArguments(process.argv.slice(2));
  if (help) return void process.stdout.write(HELP);
  const { workerBin } = await setUp({ root, purpose });
  const env = commandEnvironment({ root, node: findServerNode(root), workerBin });
  setupIsOver();
  await runInForeground(command, env);
});
