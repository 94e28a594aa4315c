import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { type NodeView, nodeView, type RoomView, roomView } from "../../signaling/http/views.ts";
import { parseDuration } from "../duration.ts";
import { type FailoverRow, formatFailovers } from "../failover-table.ts";
import { type ApiFlags, ApiUnreachable, apiCommand, callApi, listFromApi } from "../http-api.ts";
import { bitrate, formatNodes } from "../node-table.ts";
import { formatTable } from "../table.ts";
import { failoversReply } from "./failovers.ts";

const example = `
Examples:
  holdfast top
  holdfast top --once --json`;

const shownRooms = 10;
const shownFailovers = 5;
const minIntervalMs = 250;

const clear = "\u001b[H\u001b[2J";
const alternateScreen = { enter: "\u001b[?1049h\u001b[?25l", leave: "\u001b[?25h\u001b[?1049l" };

interface TopFlags extends ApiFlags {
  interval: number;
  once?: true;
}

export function topCommand(): Command {
  return apiCommand("top")
    .description("show nodes, the largest rooms and the last failovers, again and again")
    .option("--interval <duration>", "between two looks", parseDuration, 1_000)
    .option("--once", "look once, and end")
    .addHelpText("after", example)
    .action(run);
}

interface Look {
  atMs: number;
  nodes: NodeView[];
  rooms: RoomView[];
  failovers: FailoverRow[];
}

async function run(flags: TopFlags): Promise<void> {
  if (flags.once) {
    write(flags, await look(flags));
    return;
  }
  // A screen of its own, so that the terminal is afterwards as it was; Ctrl-C ends it.
  const screen = process.stdout.isTTY && !flags.json;
  if (screen) {
    process.stdout.write(alternateScreen.enter);
    process.once("exit", () => process.stdout.write(alternateScreen.leave));
    process.once("SIGINT", () => process.exit(0));
    process.once("SIGTERM", () => process.exit(0));
  }
  for (let failures = 0; ;) {
    try {
      const seen = await look(flags);
      failures = 0;
      if (screen) process.stdout.write(clear);
      write(flags, seen);
    } catch (error) {
      // A replica that is restarted comes back; one that was never there does not.
      if (!(error instanceof ApiUnreachable) || ++failures > 30) throw error;
      process.stdout.write(`${clear}${error.message}\n`);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(minIntervalMs, flags.interval)));
  }
}

async function look(flags: ApiFlags): Promise<Look> {
  const path = `/v1/failovers?limit=${shownFailovers}`;
  const [nodes, { rooms }, { failovers }] = await Promise.all([
    listFromApi(flags, "nodes", nodeView),
    callApi(flags, { path: "/v1/rooms?limit=1000", schema: z.object({ rooms: z.array(roomView) }) }),
    callApi(flags, { path, schema: failoversReply }),
  ]);
  return { atMs: Date.now(), nodes, rooms, failovers };
}

function write(flags: TopFlags, seen: Look): void {
  process.stdout.write(flags.json ? `${JSON.stringify(seen)}\n` : formatLook(seen, flags.url));
}

function formatLook({ atMs, nodes, rooms, failovers }: Look, url: string): string {
  const sum = (read: (node: NodeView) => number): number => nodes.reduce((total, node) => total + read(node), 0);
  const live = nodes.filter(({ state }) => state === "live").length;
  const summary = [
    `${live}/${nodes.length} nodes live`,
    `${sum((node) => node.rooms)} rooms`,
    `${sum((node) => node.sessions)} sessions`,
    `in ${bitrate(sum((node) => node.bitrateInBps))}`,
    `out ${bitrate(sum((node) => node.bitrateOutBps))}`,
  ].join(", ");
  const largest = rooms.toSorted((a, b) => b.participants - a.participants).slice(0, shownRooms);
  const parts = [`${pc.bold("holdfast")} ${url}  ${new Date(atMs).toLocaleTimeString("en-GB")}\n${summary}\n`];
  parts.push(formatNodes(nodes));
  if (largest.length > 0) {
    const rows = largest.map(({ name, nodeId, epoch, participants }) => [name, nodeId, epoch, participants]);
    parts.push(formatTable(["ROOM", "NODE", "EPOCH", "PARTICIPANTS"], rows));
  }
  if (failovers.length > 0) parts.push(formatFailovers(failovers));
  return parts.join("\n");
}
