import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "./cluster.ts";

/** Between two processes: nobody upgrades a cluster without looking at what the last step did. */
const restMs = 1_500;

export interface RestartedProcess {
  name: string;
  /** "ended with code 0" */
  ended: string;
}

/**
 * Replaces every process of the cluster, one after another, as an upgrade does: each is told to end (SIGTERM), ends by
 * itself, and starts again; the next one's turn comes when the cluster is whole. Begins with that node.
 */
export async function rollingRestart(cluster: Cluster, firstNodeId: string): Promise<RestartedProcess[]> {
  const restarted: RestartedProcess[] = [];
  const first = cluster.node(firstNodeId);
  const nodes = [first, ...cluster.nodes.filter((node) => node !== first)];
  for (const one of [...nodes.map((node) => ({ name: node.id, node })), ...cluster.replicas]) {
    const server = "node" in one ? one.node : one;
    restarted.push({ name: one.name, ended: await server.terminate() });
    await server.restart();
    await cluster.waitUntilReady();
    await sleep(restMs);
  }
  return restarted;
}
