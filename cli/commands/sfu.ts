import { Command } from "commander";
import { createLogger } from "../../base/logger.ts";
import { onShutdown } from "../../base/shutdown.ts";
import { sfuConfig } from "../configuration.ts";

const example = `
Example:
  HOLDFAST_NODE_ID=node-1 HOLDFAST_CLUSTER_SECRET=$SECRET HOLDFAST_CONTROL_HOST=10.0.0.5 \\
  HOLDFAST_RTC_HOST=0.0.0.0 HOLDFAST_RTC_ANNOUNCED_ADDRESS=203.0.113.5 holdfast sfu`;

/** What a node tells the process that started it, if that one listens (`holdfast dev`). */
export const nodeReadyMessage = "node-ready";

export function sfuCommand(): Command {
  return new Command("sfu").description("run one SFU node").addHelpText("after", example).action(run);
}

async function run(): Promise<void> {
  const config = sfuConfig(process.env);
  const { startNode } = await import("../../sfu/main.ts");
  const log = createLogger({ name: "sfu", level: config.logLevel, pretty: config.logPretty });
  const node = await startNode(config, log);
  onShutdown(() => node.close("shutting_down"), { drain: () => node.drain(config.drainTimeoutMs) });
  if (process.send) {
    process.send(nodeReadyMessage);
    // A node that `holdfast dev` started does not outlive it, however that ended, not even to drain.
    process.once("disconnect", () => process.kill(process.pid, "SIGINT"));
  }
}
