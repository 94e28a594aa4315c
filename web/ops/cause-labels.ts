// Causes of the HTTP API, in words for who runs the cluster.

const labels: Record<string, string> = {
  node_died: "node died",
  node_hung: "node hung",
  worker_died: "media worker died",
  path_failed: "a client's path failed",
  signaling_lost: "replica lost",
  placement_moved: "placed elsewhere",
  node_unreachable: "clients lost the node",
  control_lost: "control link lost",
  node_drained: "drained",
  rebalanced: "rebalanced",
};

/** Rooms that were moved on purpose, both paths carrying media meanwhile. */
const planned = new Set(["node_drained", "rebalanced", "control_lost", "placement_moved"]);

export const causeLabel = (cause: string): string => labels[cause] ?? cause.replaceAll("_", " ");
export const isPlanned = (cause: string): boolean => planned.has(cause);
