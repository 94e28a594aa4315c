// What GET /v1/dev/nodes says, as the panel shows it. What is missing in the reply reads as nothing.

export interface DevWorker {
  slot: number;
  pid: number;
  alive: boolean;
  /** Share of one core, 0 to 1. */
  cpu: number;
}
export interface DevRoom {
  room: string;
  epoch: number;
  sessions: number;
}
export interface DevNode {
  id: string;
  state: string;
  up: boolean;
  sessions: number;
  capacity: number;
  workers: DevWorker[];
  rooms: DevRoom[];
}

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const numberOf = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const upStates = new Set(["alive", "up", "serving", "ready", "healthy", "connected"]);

export function readDevNodes(reply: unknown): DevNode[] {
  return listOf(Array.isArray(reply) ? reply : fieldsOf(reply).nodes)
    .map(readNode)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readNode(node: Fields): DevNode {
  const load = fieldsOf(node.load);
  const state = textOf(node.state) || "unknown";
  return {
    id: textOf(node.id),
    state,
    up: upStates.has(state),
    sessions: numberOf(load.sessions),
    capacity: numberOf(node.capacity) || numberOf(load.capacity),
    workers: listOf(load.workers).map(({ slot, pid, alive, cpu }) => ({
      slot: numberOf(slot),
      pid: numberOf(pid),
      alive: alive === true,
      cpu: numberOf(cpu),
    })),
    rooms: listOf(node.rooms).map(({ room, epoch, sessions }) => ({
      room: textOf(room),
      epoch: numberOf(epoch),
      sessions: numberOf(sessions),
    })),
  };
}

/** How full a node is, 0 to 1: of its sessions or of its processors, whichever is more. */
export function loadShare({ sessions, capacity, workers }: DevNode): number {
  const cpu = Math.max(0, ...workers.filter(({ alive }) => alive).map((worker) => worker.cpu));
  return Math.min(1, Math.max(cpu, capacity > 0 ? sessions / capacity : 0));
}
