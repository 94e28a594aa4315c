import type { Command } from "commander";
import { nodeView } from "../../signaling/http/views.ts";
import { type ApiFlags, apiCommand, listFromApi, writeJson } from "../http-api.ts";
import { formatNodes } from "../node-table.ts";

const example = `
Example:
  holdfast nodes --url https://rtc.example.org --json`;

export function nodesCommand(): Command {
  return apiCommand("nodes").description("list the SFU nodes").addHelpText("after", example).action(run);
}

async function run(flags: ApiFlags): Promise<void> {
  const nodes = await listFromApi(flags, "nodes", nodeView);
  if (flags.json) return writeJson({ nodes });
  process.stdout.write(formatNodes(nodes, { urls: true }));
}
