// A room, or some of its paths, were lost: places the room anew if need be, promotes what stands by, and offers new paths
// to everybody else. Runs in the room's queue.

import { type Backoff, backoffMs } from "../../base/backoff.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { Session } from "../session/session.ts";
import { attachSessions, deliverOffer } from "./attach.ts";
import { nextChunk, nobody, presentWith } from "./attach-work.ts";
import type { LocalRoom } from "./local-room.ts";
import { migrateRoom } from "./migration.ts";
import { type Placed, placeRoom } from "../placement/placement.ts";
import type { RoomsDeps } from "./rooms-deps.ts";
import { mayBePromoted } from "../placement/standby-choice.ts";

/** What happened to sessions of a room, and what may be done about it. */
export interface Loss {
  cause: wire.PathCause;
  witness: string;
  from: Placed;
  sessions: Iterable<Session>;
  /** Whether the room must be placed anew; otherwise only paths failed. */
  placementLost: boolean;
  /** Whether the node may keep the room. */
  nodeUsable: boolean;
  /** Sessions of the room on the lost node, those of other replicas included: they all go to the same place. */
  roomSessions: number;
}

export interface Recovered {
  /** Undefined when no node took the room for giveUpAfterMs. */
  to: Placed | undefined;
  /** Why it was given up. */
  refusal?: HoldfastError;
  promoted: number;
  offered: number;
}

const promoteTimeoutMs = 1_000;
const retryBackoff: Backoff = { baseMs: 100, maxMs: 2_000 };
/** After so many, a node with place for our own sessions does: better than nobody being in a call. */
const wholeRoomAttempts = 3;
/** A room that no node takes for so long is given up. */
const giveUpAfterMs = 60_000;

/** Who has no socket hears of no offer, and may be back already as another session: that one is not to be replaced. */
const waitingOf = (loss: Loss): Session[] =>
  [...loss.sessions].filter(({ state, connected }) => state === "recovering" && connected);

export async function recoverRoom(deps: RoomsDeps, room: LocalRoom, loss: Loss, startedMs: number): Promise<Recovered> {
  const failed = new Set<NodeId>(loss.nodeUsable ? [] : [loss.from.nodeId]);
  let lost = loss.placementLost ? loss.from : undefined;
  let promoted = 0;
  let offered = 0;
  let refusal = new HoldfastError("no_capacity");
  for (let attempt = 0; performance.now() - startedMs < giveUpAfterMs; attempt++) {
    const waiting = waitingOf(loss);
    if (waiting.length === 0) return { to: room.placed, promoted, offered };
    try {
      const stay = loss.nodeUsable && attempt === 0 ? loss.from.nodeId : undefined;
      const prefer = (lost && room.standby) ?? stay ?? room.placed?.nodeId;
      const placed = await placeRoom(countingStandbys(deps, waiting), {
        room: room.name,
        sessions: lost && attempt < wholeRoomAttempts ? Math.max(waiting.length, loss.roomSessions) : waiting.length,
        exclude: failed,
        lost,
        prefer,
        selector: room.selector,
      });
      room.placed = placed;
      // Unless it takes them now. Where only paths failed, the others are on it and stay.
      if (loss.placementLost) lost = placed;
      letGo(deps, room, loss.from, placed);
      if (mayBePromoted(loss.from, placed)) promoted += await promoteStandbys(deps, room, placed, waiting, loss.cause);
      await myTurn(deps, placed.nodeId, waitingOf(loss).length);
      const cold = waitingOf(loss);
      if (cold.length > 0) offered += await offerPaths(deps, room, placed, cold, loss.cause);
      lost = undefined;
      const left = waitingOf(loss);
      if (left.length === 0) return { to: placed, promoted, offered };
      // The room's node is full: rather than tearing the room apart, all of it goes where there is place for everybody.
      if (attempt >= wholeRoomAttempts) {
        await migrateRoom(deps, room, placed, wire.PathCause.REBALANCED);
        offered += left.length - waitingOf(loss).length;
      }
    } catch (thrown) {
      const error = HoldfastError.from(thrown);
      deps.log.warn({ room: room.name, code: error.code, err: error.cause, attempt }, "recovery attempt failed");
      if (error.code === "no_capacity" || error.code === "no_matching_node") {
        refusal = error;
        failed.clear();
      } else if (error.code !== "epoch_stale" && lost) failed.add(lost.nodeId);
    }
    await new Promise((resolve) => setTimeout(resolve, backoffMs(retryBackoff, attempt, deps.random)));
  }
  return { to: undefined, promoted, offered, refusal };
}

/** A node that was taken for dead may be back by now, before anybody could tell it that the room is elsewhere. */
function letGo({ nodes }: RoomsDeps, { name }: LocalRoom, from: Placed, to: Placed): void {
  const link = from.nodeId === to.nodeId ? undefined : nodes.byId(from.nodeId);
  if (!link?.rooms.has(name)) return;
  link.request("closeRoom", { room: name, epoch: from.epoch, reason: "epoch_stale" }).catch(() => {});
}

/** Sessions that stand by on a node are in its count already: their coming takes no place there. */
function countingStandbys(deps: RoomsDeps, waiting: readonly Session[]): RoomsDeps {
  const standing = new Map<NodeId, number>();
  for (const { standby } of waiting) if (standby) standing.set(standby.nodeId, (standing.get(standby.nodeId) ?? 0) + 1);
  if (standing.size === 0) return deps;
  return {
    ...deps,
    candidates: () =>
      deps
        .candidates()
        .map((node) => ({ ...node, sessions: Math.max(0, node.sessions - (standing.get(node.id) ?? 0)) })),
    onChosen: (name, nodeId, sessions) => deps.onChosen?.(name, nodeId, sessions - (standing.get(nodeId) ?? 0)),
  };
}

/** Returns at once, in the same turn even, unless the node is busy with many others. */
async function myTurn({ nodes, pace, nowMs }: RoomsDeps, id: NodeId, sessions: number): Promise<void> {
  if (sessions === 0) return;
  const waitMs = pace.book({ id, capacity: nodes.byId(id)?.capacity ?? 0 }, sessions, nowMs());
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}

/** How many sessions go on over their standby paths on the node that the room is placed on now. */
async function promoteStandbys(
  deps: RoomsDeps,
  room: LocalRoom,
  placed: Placed,
  waiting: readonly Session[],
  cause: wire.PathCause,
): Promise<number> {
  const ready = waiting.flatMap((session) =>
    session.standby?.nodeId === placed.nodeId ? [{ session, path: session.standby }] : [],
  );
  const link = deps.nodes.byId(placed.nodeId);
  if (ready.length === 0 || !link) return 0;
  room.standby = undefined;
  const asked = link.request(
    "promoteRoom",
    { room: room.name, epoch: placed.epoch, cause },
    { timeoutMs: promoteTimeoutMs },
  );
  // The clients need not wait for the node: it has the message before their first packet.
  for (const { session, path } of ready) session.promote(path, { epoch: placed.epoch, cause });
  let taken: ReadonlySet<string>;
  try {
    taken = new Set((await asked).pathIds);
  } catch (thrown) {
    deps.log.warn({ room: room.name, node: placed.nodeId, code: HoldfastError.from(thrown).code }, "no standby there");
    taken = new Set();
  }
  const left = ready.filter(({ path }) => !taken.has(path.id));
  for (const { session } of left) {
    if (session.state !== "closed") session.pathLost({ cause, fromNodeId: placed.nodeId });
  }
  return ready.length - left.length;
}

async function offerPaths(
  deps: RoomsDeps,
  room: LocalRoom,
  to: Placed,
  sessions: readonly Session[],
  cause: wire.PathCause,
): Promise<number> {
  let offered = 0;
  let present = nobody;
  for (let left = sessions; left.length > 0;) {
    const some = nextChunk(left, present);
    left = left.slice(some.length);
    present = presentWith(present, some);
    const outcomes = await attachSessions(deps.nodes, { room: room.name, to, sessions: some, cause, role: "active" });
    for (const [session, outcome] of outcomes) {
      if (!(outcome instanceof HoldfastError)) offered++;
      deliverOffer(session, outcome);
    }
  }
  return offered;
}
