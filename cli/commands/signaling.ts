import { Command } from "commander";
import { createLogger } from "../../base/logger.ts";
import { onShutdown } from "../../base/shutdown.ts";
import { signalingConfig } from "../configuration.ts";

const example = `
Example:
  HOLDFAST_API_KEYS=backend:$(openssl rand -hex 32) HOLDFAST_CLUSTER_SECRET=$SECRET \\
  HOLDFAST_NODES=ws://10.0.0.5:7411,ws://10.0.0.6:7411 holdfast signaling`;

export function signalingCommand(): Command {
  return new Command("signaling").description("run one signaling replica").addHelpText("after", example).action(run);
}

async function run(): Promise<void> {
  const config = signalingConfig(process.env);
  const { startSignaling } = await import("../../signaling/main.ts");
  const log = createLogger({ name: "signaling", level: config.logLevel, pretty: config.logPretty });
  const signaling = await startSignaling(config, { log });
  onShutdown(() => signaling.close("shutting_down"));
}
