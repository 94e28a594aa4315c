import { createLogger } from "../../base/logger.ts";
import { type SfuConfig, sfuConfigSchema } from "../../sfu/config.ts";
import { type Node, startNode } from "../../sfu/main.ts";
import { freePorts } from "../harness/free-ports.ts";

export const clusterSecret = "a cluster secret that only tests use";

/** HOLDFAST_LOG_LEVEL=debug shows what the nodes under test say. */
export const testLog = createLogger({ name: "test", level: process.env["HOLDFAST_LOG_LEVEL"] ?? "silent" });

export async function testConfig(changes: Record<string, unknown> = {}): Promise<SfuConfig> {
  const workers = (changes["workers"] as number | undefined) ?? 1;
  const first = await freePorts(workers + 1);
  return sfuConfigSchema.parse({ workers, controlPort: first, rtcPort: first + 1, clusterSecret, ...changes });
}

export async function startTestNode(changes: Record<string, unknown> = {}): Promise<{ node: Node; config: SfuConfig }> {
  const config = await testConfig(changes);
  return { config, node: await startNode(config, testLog) };
}
