// One machine's whole system: two SFU nodes as child processes, one signaling replica in this process.

import { randomBytes } from "node:crypto";
import { networkInterfaces } from "node:os";
import { createLogger, type Logger } from "../../base/logger.ts";
import { type Signaling, startSignaling } from "../../signaling/main.ts";
import { sfuConfig, signalingConfig } from "../configuration.ts";
import { CommandError } from "../failure.ts";
import { checkPort } from "./check-port.ts";
import { devControl } from "./dev-control.ts";
import { NodeProcess } from "./node-process.ts";
import { mediaHosts } from "./media-hosts.ts";
import { type DevNodePlan, type DevPorts, planNodes } from "./ports.ts";

export interface DevOptions {
  ports: DevPorts;
  /** Media workers of each node. */
  workers: number;
  logLevel: string;
  env: NodeJS.ProcessEnv;
}

export interface Dev {
  url: string;
  /** As `key:secret`. */
  apiKey: string;
  nodes: readonly NodeProcess[];
  close(): Promise<void>;
}

/** Many times what it takes; a machine that is busy with other things is slow. */
const readyLimitMs = 30_000;
const randomSecret = (): string => randomBytes(32).toString("hex");

/** @throws ConfigError, CommandError or a system error when something does not start; nothing is left running then. */
export async function runDev({ ports, workers, logLevel, env }: DevOptions): Promise<Dev> {
  const plans = planNodes(ports);
  const apiKey = env["HOLDFAST_API_KEYS"]?.split(",")[0] ?? `dev:${randomSecret()}`;
  const common = {
    ...env,
    HOLDFAST_CLUSTER_SECRET: randomSecret(),
    HOLDFAST_LOG_LEVEL: logLevel,
    HOLDFAST_LOG_PRETTY: "true",
  };
  const config = signalingConfig({
    ...common,
    HOLDFAST_API_KEYS: env["HOLDFAST_API_KEYS"] ?? apiKey,
    HOLDFAST_HTTP_PORT: String(ports.http),
    HOLDFAST_NODES: plans.map(({ controlPort }) => `ws://127.0.0.1:${controlPort}`).join(","),
  });
  const nodeEnvs = plans.map((plan) => ({ plan, env: nodeEnv(plan, workers, common) }));
  // Here already, so that what is wrong is said once and not by each child.
  for (const node of nodeEnvs) sfuConfig(node.env);

  await checkPort(config.httpHost, config.httpPort);

  const log = createLogger({ name: "dev", level: config.logLevel, pretty: true });
  const giveUp = new AbortController();
  const starting = nodeEnvs.map((node) => NodeProcess.create(node.plan.id, node.env, log, giveUp.signal));
  let signaling: Signaling | undefined;
  try {
    const nodes = await Promise.all(starting);
    signaling = await startSignaling(config, { log, dev: devControl(nodes) });
    await allLive(signaling.url, nodes.length, log);
    return { url: signaling.url, apiKey, nodes, close: () => closeAll(signaling, nodes) };
  } catch (error) {
    giveUp.abort();
    await closeAll(signaling, await startedOnes(starting));
    throw error;
  }
}

const nodeEnv = (
  { id, controlPort, rtcPort }: DevNodePlan,
  workers: number,
  common: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv => ({
  ...common,
  HOLDFAST_NODE_ID: id,
  HOLDFAST_CONTROL_HOST: "127.0.0.1",
  HOLDFAST_CONTROL_PORT: String(controlPort),
  HOLDFAST_RTC_HOST: common["HOLDFAST_RTC_HOST"] ?? mediaHosts(networkInterfaces()).join(","),
  HOLDFAST_RTC_PORT: String(rtcPort),
  HOLDFAST_WORKERS: String(workers),
});

async function startedOnes(starting: readonly Promise<NodeProcess>[]): Promise<NodeProcess[]> {
  const outcomes = await Promise.allSettled(starting);
  return outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
}

async function closeAll(signaling: Signaling | undefined, nodes: readonly NodeProcess[]): Promise<void> {
  await signaling?.close("shutting_down");
  await Promise.all(nodes.map((node) => node.close()));
}

/** Until the replica hears heartbeats of every node. */
async function allLive(url: string, count: number, log: Logger): Promise<void> {
  const deadlineMs = performance.now() + readyLimitMs;
  let states = "";
  while (performance.now() < deadlineMs) {
    const response = await fetch(`${url}/v1/dev/nodes`);
    const { nodes } = (await response.json()) as { nodes: { state: string; workers: unknown[] }[] };
    // Its workers come with its first heartbeat.
    if (nodes.filter(({ state, workers }) => state === "live" && workers.length > 0).length === count) return;
    states = nodes.map(({ state }) => state).join(", ");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  log.error({ states }, "nodes are not live");
  throw new CommandError(`signaling does not hear the nodes: ${states}.`);
}
