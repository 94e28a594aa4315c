// Moves a room to another node while the one that it is on still carries it: make before break. Runs in the room's queue.

import { type Backoff, backoffMs } from "../../base/backoff.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId } from "../../proto/ids.ts";
import type { wire } from "../../proto/model.ts";
import type { SessionPath } from "../session/path-set.ts";
import type { Session } from "../session/session.ts";
import { attachSessions, deliverOffer } from "./attach.ts";
import { nextChunk, nobody, presentWith } from "./attach-work.ts";
import type { LocalRoom } from "./local-room.ts";
import { type Placed, placeRoom } from "../placement/placement.ts";
import type { RoomsDeps } from "./rooms-deps.ts";

/** How long the old node goes on with the room at most: clients change over within a second or two, on a busy machine later. */
export const leavingGraceMs = 12_000;
/** After that nobody waits for the old node's word any more: it may not be able to give it. */
export const forgetAfterMs = leavingGraceMs + 1_000;
const maxAttempts = 6;
const retryBackoff: Backoff = { baseMs: 100, maxMs: 1_000 };

const onNode = (session: Session, { nodeId, epoch }: Placed): boolean =>
  session.active?.nodeId === nodeId && session.active.epoch === epoch;

/** Everybody in the room: those of other replicas follow, and who is not on the node comes as well. */
export function sessionsToMove({ nodes }: Pick<RoomsDeps, "nodes">, room: LocalRoom, from: Placed): number {
  const there = nodes.byId(from.nodeId)?.rooms.get(room.name)?.sessions ?? 0;
  const elsewhere = [...room.sessions].filter((session) => !onNode(session, from)).length;
  return Math.max(room.sessions.size, there + elsewhere);
}

export interface MigrationWish {
  /** Taken if it fits. */
  prefer?: NodeId | undefined;
  /** Who is about to come needs a place as well. */
  newcomers?: number;
}

/** Places the room on another node and moves everybody there. @throws HoldfastError no_capacity, no_matching_node: when it stays where it is */
export async function migrateRoom(
  deps: RoomsDeps,
  room: LocalRoom,
  from: Placed,
  cause: wire.PathCause,
  { prefer, newcomers = 0 }: MigrationWish = {},
): Promise<Placed> {
  const exclude = new Set<NodeId>([from.nodeId]);
  const { name, selector } = room;
  const sessions = sessionsToMove(deps, room, from) + newcomers;
  let lost: Placed = from;
  for (let attempt = 0; ; attempt++) {
    const placed = await placeRoom(deps, { room: name, sessions, exclude, lost, prefer, selector });
    room.placed = placed;
    dropStandbys(deps, room, "moved");
    try {
      await changeOver(deps, room, from, placed, cause);
      return placed;
    } catch (thrown) {
      const error = HoldfastError.from(thrown);
      deps.log.warn({ room: room.name, node: placed.nodeId, code: error.code }, "migration attempt failed");
      if (attempt >= maxAttempts) throw error;
      if (error.code !== "epoch_stale") exclude.add(placed.nodeId);
      lost = placed;
      await new Promise((resolve) => setTimeout(resolve, backoffMs(retryBackoff, attempt, deps.random)));
    }
  }
}

/** Offers everybody a path where the room is placed now, beside the one that they have. @throws HoldfastError */
export async function changeOver(
  deps: RoomsDeps,
  room: LocalRoom,
  from: Placed,
  to: Placed,
  cause: wire.PathCause,
): Promise<void> {
  // Who has no socket just now is brought along when it resumes, and may be here already as another session.
  const moving = [...room.sessions].filter((session) => session.connected && !onNode(session, to));
  if (moving.length === 0) return;
  const leaves = new Set(moving.flatMap(({ active }) => active?.id ?? []));
  let present = nobody;
  for (let left = moving; left.length > 0;) {
    const sessions = nextChunk(left, present);
    left = left.slice(sessions.length);
    present = presentWith(present, sessions);
    const wish = { room: room.name, to, sessions, cause, role: "active" as const, keepPrevious: true };
    for (const [session, outcome] of await attachSessions(deps.nodes, wish)) deliverOffer(session, outcome);
  }
  const old = deps.nodes.byId(from.nodeId);
  const close = { room: room.name, epoch: from.epoch, reason: "moved", graceMs: leavingGraceMs };
  void old?.request("closeRoom", close).catch(() => {});
  // By then the next migration may have begun, whose paths are not to end yet.
  setTimeout(() => endPrevious(room, ({ id }) => leaves.has(id)), forgetAfterMs).unref();
}

/** The client receives everything on its active path: the old node need not send to it any more. */
export function releasePrevious(deps: RoomsDeps, session: Session): void {
  for (const { id, nodeId, role } of session.paths) {
    if (role !== "previous") continue;
    void deps.nodes
      .byId(nodeId)
      ?.request("releasePaths", { pathIds: [id] })
      .catch(() => {});
  }
}

/** Ends those paths that are still waiting for the old node's word. */
export function endPrevious(room: LocalRoom, isOver: (path: SessionPath) => boolean): void {
  for (const session of room.sessions) {
    for (const path of session.paths) if (path.role === "previous" && isOver(path)) session.closePath(path.id, "moved");
  }
}

/** Ends the standby paths of the room, and tells their nodes. */
export function dropStandbys(deps: RoomsDeps, room: LocalRoom, reason: string): void {
  room.standby = undefined;
  const pathIds = new Map<NodeId, string[]>();
  for (const session of room.sessions) {
    const { standby } = session;
    if (!standby) continue;
    session.closePath(standby.id, reason);
    pathIds.set(standby.nodeId, [...(pathIds.get(standby.nodeId) ?? []), standby.id]);
  }
  for (const [nodeId, ids] of pathIds) {
    void deps.nodes
      .byId(nodeId)
      ?.request("detach", { pathIds: ids, reason })
      .catch(() => {});
  }
}
