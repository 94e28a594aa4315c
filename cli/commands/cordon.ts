import type { Command } from "commander";
import { nodeView } from "../../signaling/http/views.ts";
import { type ApiFlags, apiCommand, callApi, writeJson } from "../http-api.ts";

const example = (name: string): string => `
Example:
  holdfast ${name} node-3 --url https://rtc.example.org`;

export const cordonCommand = (): Command =>
  command("cordon", "place no new rooms on a node; its calls go on, and a drain ends");

export const uncordonCommand = (): Command => command("uncordon", "place new rooms on a node again");

function command(name: "cordon" | "uncordon", description: string): Command {
  return apiCommand(name)
    .description(description)
    .argument("<node>", "id of the node")
    .addHelpText("after", example(name))
    .action(async (id: string, flags: ApiFlags) => {
      const path = `/v1/nodes/${encodeURIComponent(id)}/${name}`;
      const node = await callApi(flags, { method: "POST", path, schema: nodeView });
      if (flags.json) writeJson(node);
      else process.stdout.write(`${node.id} is ${node.serving}, with ${node.rooms} rooms.\n`);
    });
}
