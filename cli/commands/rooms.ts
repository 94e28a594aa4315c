import type { Command } from "commander";
import { z } from "zod";
import { roomView } from "../../signaling/http/views.ts";
import { type ApiFlags, apiCommand, getFromApi } from "../http-api.ts";
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
  const reply = await getFromApi(flags, "/v1/rooms", z.object({ rooms: z.array(roomView) }));
  const rows = reply.rooms.map(({ name, nodeId, epoch, participants }) => [name, nodeId, epoch, participants]);
  process.stdout.write(
    flags.json ? `${JSON.stringify(reply, null, 2)}\n` : formatTable(["ROOM", "NODE", "EPOCH", "PARTICIPANTS"], rows),
  );
}
