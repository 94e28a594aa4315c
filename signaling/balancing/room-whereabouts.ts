// Where rooms are, for one who looks every few seconds. What nodes tell of a room that moves takes a moment to come
// together: it is open and empty at its new node first, and may be told of by none in between. Pure.

import type { NodeId, RoomName } from "../../proto/ids.ts";

/** Sessions of other replicas follow within a second or two, on a busy machine later. */
export const arrivalMs = 10_000;

export interface RoomTold {
  room: RoomName;
  nodeId: NodeId;
  epoch: number;
  sessions: number;
}

export interface RoomSeen {
  nodeId: NodeId;
  epoch: number;
  /** Those included that are still on their way from where it was before. */
  sessions: number;
  /** When it came to its node; -Infinity when it has not been seen anywhere else. */
  movedAtMs: number;
  /** When a node held it last. */
  seenAtMs: number;
}

export type Whereabouts = ReadonlyMap<RoomName, RoomSeen>;

/** Each room at its highest epoch; one that nobody holds any more is remembered for `keepMs`, should it come back elsewhere. */
export function whereRoomsAre(
  before: Whereabouts,
  told: Iterable<RoomTold>,
  { nowMs, keepMs }: { nowMs: number; keepMs: number },
): Map<RoomName, RoomSeen> {
  const seen = new Map<RoomName, RoomSeen>();
  for (const { room, nodeId, epoch, sessions } of told) {
    if ((seen.get(room)?.epoch ?? 0) >= epoch) continue;
    const last = before.get(room);
    const movedAtMs = !last ? Number.NEGATIVE_INFINITY : last.nodeId === nodeId ? last.movedAtMs : nowMs;
    const arriving = nowMs - movedAtMs < arrivalMs ? last!.sessions : 0;
    seen.set(room, { nodeId, epoch, sessions: Math.max(sessions, arriving), movedAtMs, seenAtMs: nowMs });
  }
  for (const [room, last] of before) if (!seen.has(room) && nowMs - last.seenAtMs < keepMs) seen.set(room, last);
  return seen;
}
