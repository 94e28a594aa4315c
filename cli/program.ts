// The commands. Each is one file of commands/, and loads what it runs only when it runs.

import { Command } from "commander";
import { cordonCommand, uncordonCommand } from "./commands/cordon.ts";
import { devCommand } from "./commands/dev.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { drainCommand } from "./commands/drain.ts";
import { failoversCommand } from "./commands/failovers.ts";
import { keysCommand } from "./commands/keys.ts";
import { nodesCommand } from "./commands/nodes.ts";
import { roomsCommand } from "./commands/rooms.ts";
import { sfuCommand } from "./commands/sfu.ts";
import { signalingCommand } from "./commands/signaling.ts";
import { tokenCommand } from "./commands/token.ts";
import { topCommand } from "./commands/top.ts";

export const program = new Command("holdfast")
  .description("WebRTC rooms that outlive their servers.")
  .addCommand(devCommand())
  .addCommand(signalingCommand())
  .addCommand(sfuCommand())
  .addCommand(tokenCommand())
  .addCommand(nodesCommand())
  .addCommand(roomsCommand())
  .addCommand(topCommand())
  .addCommand(cordonCommand())
  .addCommand(uncordonCommand())
  .addCommand(drainCommand())
  .addCommand(keysCommand())
  .addCommand(failoversCommand())
  .addCommand(doctorCommand())
  .addHelpText("after", "\nConfiguration is read from HOLDFAST_* variables and a YAML file: docs/configuration.md.");
