import type { Command } from "commander";
import { roomView } from "../../signaling/http/views.ts";
import { type ApiFlags, apiCommand, listFromApi, writeJson } from "../http-api.ts";
import { formatTable } from "../table.ts";

const example = `
Example:
  holdfast rooms --url https://rtc.example.org --json`;

export function roomsCommand(): Command {
  return apiCommand("rooms")
    .description("list the rooms that somebody is in")
    .addHelpText("after", example)
    .action(run);
}

async function run(flags: ApiFlags): Promise<void> {
  const rooms = await listFromApi(flags, "rooms", roomView);
  if (flags.json) return writeJson({ rooms });
  const rows = rooms.map(({ name, nodeId, epoch, participants }) => [name, nodeId, epoch, participants]);
  process.stdout.write(formatTable(["ROOM", "NODE", "EPOCH", "PARTICIPANTS"], rows));
}
