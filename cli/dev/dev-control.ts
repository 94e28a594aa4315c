import { HoldfastError } from "../../proto/errors.ts";
import type { DevControl } from "../../signaling/http/deps.ts";
import type { NodeProcess } from "./node-process.ts";

/** The dev routes' hold on the real processes: SIGKILL and SIGSTOP, which nothing can prepare for. */
export function devControl(nodes: readonly NodeProcess[]): DevControl {
  const running = (nodeId: string): { node: NodeProcess; pid: number } => {
    const node = nodes.find(({ id }) => id === nodeId);
    const pid = node?.pid;
    if (!node || pid === undefined) throw new HoldfastError("not_found", `no node ${nodeId} runs`);
    return { node, pid };
  };
  return {
    killNode: (nodeId) => {
      const { pid } = running(nodeId);
      process.kill(pid, "SIGKILL");
      return pid;
    },
    killWorker: (nodeId, pid) => {
      // Heartbeats tell the pid a moment late: only what is the node's child now is its worker.
      if (!running(nodeId).node.workerPids().includes(pid))
        throw new HoldfastError("not_found", `node ${nodeId} has no worker ${pid}`);
      process.kill(pid, "SIGKILL");
    },
    hangNode: (nodeId) => running(nodeId).node.signalTree("SIGSTOP"),
    resumeNode: (nodeId) => running(nodeId).node.signalTree("SIGCONT"),
    nodePids: () => new Map(nodes.flatMap(({ id, pid }) => (pid === undefined ? [] : [[id, pid]]))),
  };
}
