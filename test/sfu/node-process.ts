// A node in a process of its own, for tests of what happens to the process: configuration from HOLDFAST_* variables.

import { ConfigError, readConfig } from "../../base/config.ts";
import { onShutdown } from "../../base/shutdown.ts";
import { sfuConfigSchema } from "../../sfu/config.ts";
import { startNode } from "../../sfu/main.ts";
import { testLog } from "./test-node.ts";

try {
  const config = readConfig({ schema: sfuConfigSchema, env: process.env });
  const node = await startNode(config, testLog);
  onShutdown(() => node.close(), { drain: () => node.drain(config.drainTimeoutMs) });
  console.log(JSON.stringify({ workers: node.workerPids }));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(1);
}
