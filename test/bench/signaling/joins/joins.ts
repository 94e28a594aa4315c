// The clients of the full joins are in a process and a session of their own: the servers, each in its own, run before
// whoever stays at an ordinary priority, and a client that waits behind them would pass for a slow server.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { keep } from "../../../harness/keeper/keeper.ts";
import { deployedFlags } from "../../../harness/server-process.ts";
import type { BenchContext } from "../../benchmark.ts";
import type { FromClients } from "./clients-process.ts";
import type { JoinsResult } from "./measure.ts";

export const joinsName = "full joins";
const clients = fileURLToPath(new URL("clients-process.ts", import.meta.url));

export async function measureJoins({ rounds, progress, note }: BenchContext): Promise<JoinsResult> {
  const child = fork(clients, [String(rounds)], { detached: true, execArgv: deployedFlags });
  keep(child);
  let result: JoinsResult | undefined;
  child.on("message", (message: FromClients) => {
    if ("progress" in message) progress(`${joinsName}, ${message.progress}`);
    else if ("note" in message) note(message.note);
    else result = message.result;
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (!result) throw new Error(`${joinsName}: the clients ended with code ${code} before they were through`);
  return result;
}
