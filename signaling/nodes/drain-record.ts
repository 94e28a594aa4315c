// What a replica remembers of a node's last drain. The node itself only tells that it drains, and once how that ended. Pure.

export const drainEnds = ["drained", "deadline", "cancelled", "node_gone"] as const;
export type DrainEnd = (typeof drainEnds)[number];

export interface DrainRecord {
  /** Unix time at which this replica learned of it. */
  startedAtMs: number;
  endedAtMs: number | undefined;
  end: DrainEnd | undefined;
  /** Rooms that the node held when it began, and those that came since. */
  roomsTotal: number;
  /** When it ended. */
  roomsLeft: number;
}

export interface ServingChange {
  before: { draining: boolean; roomsTotal: number };
  after: { draining: boolean; roomsTotal: number; why: string };
  /** Rooms that the node holds now. */
  roomsHeld: number;
  nowMs: number;
}

export function nextDrainRecord(
  record: DrainRecord | undefined,
  { before, after, roomsHeld, nowMs }: ServingChange,
): DrainRecord | undefined {
  if (after.draining) {
    if (before.draining && record?.endedAtMs === undefined) return record;
    const roomsTotal = Math.max(after.roomsTotal, roomsHeld);
    return { startedAtMs: nowMs, endedAtMs: undefined, end: undefined, roomsTotal, roomsLeft: roomsHeld };
  }
  const told = drainEnds.find((known) => known === after.why);
  // A node without rooms is drained at once, and never says that it drains.
  if (!before.draining && told) return ended(undefined, told, 0, roomsHeld, nowMs);
  if (!before.draining) return record;
  const end = told ?? "cancelled";
  return ended(record, end, before.roomsTotal, roomsHeld, nowMs);
}

/** The node's process is gone: after SIGTERM and a drain that is the plan, otherwise its rooms fail over. */
export function drainCutShort(record: DrainRecord, roomsLeft: number, nowMs: number): DrainRecord {
  return record.endedAtMs === undefined ? ended(record, "node_gone", 0, roomsLeft, nowMs) : record;
}

function ended(
  record: DrainRecord | undefined,
  end: DrainEnd,
  roomsTotal: number,
  roomsLeft: number,
  nowMs: number,
): DrainRecord {
  const total = Math.max(record?.roomsTotal ?? 0, roomsTotal, roomsLeft);
  return { startedAtMs: record?.startedAtMs ?? nowMs, endedAtMs: nowMs, end, roomsTotal: total, roomsLeft };
}
