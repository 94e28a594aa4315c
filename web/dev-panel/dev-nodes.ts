// What GET /v1/dev/nodes says, in the parts that the panel shows.

export interface DevWorker {
  slot: number;
  pid: number;
  alive: boolean;
  /** Share of one core, 0 to 1. */
  cpu: number;
}
export interface DevRoom {
  name: string;
  epoch: number;
  participants: number;
}
export interface DevNode {
  /** Empty until the node has said who it is. */
  id: string;
  state: "live" | "suspect" | "down" | "connecting";
  /** 0 while its process is not running. */
  pid: number;
  sessions: number;
  capacity: number;
  workers: DevWorker[];
  heldRooms: DevRoom[];
}

/** Nodes that can be named, always in the same order. */
export function listedNodes(nodes: readonly DevNode[]): DevNode[] {
  return nodes.filter(({ id }) => id !== "").sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** How full a node is, 0 to 1: of its sessions or of its busiest worker's processor, whichever is more. */
export function loadShare({ state, sessions, capacity, workers }: DevNode): number {
  if (state === "down") return 0;
  const cpu = Math.max(0, ...workers.filter(({ alive }) => alive).map((worker) => worker.cpu));
  return Math.min(1, Math.max(cpu, capacity > 0 ? sessions / capacity : 0));
}
