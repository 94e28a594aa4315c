import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { failoverView } from "../../signaling/http/views.ts";
import { type FailoverRow, formatFailovers } from "../failover-table.ts";
import { type ApiFlags, apiCommand, callApi, writeJson } from "../http-api.ts";

const example = `
Example:
  holdfast failovers --limit 100 --json`;

export const failoversReply = z.object({ failovers: z.array(failoverView) });

export function failoversCommand(): Command {
  return apiCommand("failovers")
    .description("list failovers and migrations, newest first, as the asked replica saw them")
    .option("--limit <count>", "how many, at most 500", limit, 20)
    .addHelpText("after", example)
    .action(run);
}

function limit(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 500)
    throw new InvalidArgumentError("It must be a whole number from 1 to 500.");
  return count;
}

async function run(flags: ApiFlags & { limit: number }): Promise<void> {
  const reply = await callApi(flags, { path: `/v1/failovers?limit=${flags.limit}`, schema: failoversReply });
  const failovers: FailoverRow[] = reply.failovers;
  if (flags.json) writeJson({ failovers });
  else process.stdout.write(formatFailovers(failovers));
}
