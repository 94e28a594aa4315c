import type { Command } from "commander";
import { z } from "zod";
import { type NodeView, nodeView } from "../../signaling/http/views.ts";
import { type ApiFlags, apiCommand, getFromApi } from "../http-api.ts";
import { formatTable } from "../table.ts";

const example = `
Example:
  holdfast nodes --url https://rtc.example.org --json`;

export function nodesCommand(): Command {
  return apiCommand("nodes").description("list the SFU nodes").addHelpText("after", example).action(run);
}

async function run(flags: ApiFlags): Promise<void> {
  const reply = await getFromApi(flags, "/v1/nodes", z.object({ nodes: z.array(nodeView) }));
  process.stdout.write(flags.json ? `${JSON.stringify(reply, null, 2)}\n` : formatTable(head, reply.nodes.map(row)));
}

const head = ["NODE", "STATE", "ROOMS", "SESSIONS", "CAPACITY", "WORKERS", "CPU", "IN", "OUT", "URL"];

function row(node: NodeView): (string | number)[] {
  const live = node.workers.filter((worker) => worker.alive);
  const busiest = Math.max(0, ...live.map((worker) => worker.cpu));
  const workers = `${live.length}/${node.workers.length}`;
  const cpu = `${Math.round(busiest * 100)}%`;
  return [
    node.id || "-",
    node.state,
    node.rooms,
    node.sessions,
    node.capacity,
    workers,
    cpu,
    rate(node.bitrateInBps),
    rate(node.bitrateOutBps),
    node.url,
  ];
}

const rate = (bps: number): string => `${(bps / 1e6).toFixed(1)} Mbit/s`;
