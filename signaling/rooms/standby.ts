// Keeps a standby path for every session that wants one.

import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { Session } from "../session/session.ts";
import { attachSessions, deliverOffer } from "./attach.ts";
import type { LocalRoom } from "./local-room.ts";
import { dropStandbys } from "./migration.ts";
import type { RoomsDeps } from "./rooms-deps.ts";
import type { NodeCandidate } from "../placement/select-node.ts";
import { chooseStandby, mayStandByBetter } from "../placement/standby-choice.ts";

const lacksStandby = (session: Session): boolean =>
  session.hot &&
  session.connected &&
  session.state === "joined" &&
  session.active !== undefined &&
  session.standby === undefined;

function needsStandby(room: LocalRoom): boolean {
  if (room.placed === undefined || room.buildingStandby) return false;
  for (const session of room.sessions) if (lacksStandby(session)) return true;
  return false;
}

const nowhere: ReadonlySet<NodeId> = new Set();

/** Where those of the room stand by. Every room is asked twice a second: cold ones cost nothing. */
function standbyNodes(room: LocalRoom): ReadonlySet<NodeId> {
  let nodes: Set<NodeId> | undefined;
  for (const session of room.sessions) {
    const standby = session.hot ? session.standby : undefined;
    if (standby) (nodes ??= new Set()).add(standby.nodeId);
  }
  return nodes ?? nowhere;
}

/** Builds what is missing, and begins anew what would stand by better elsewhere. */
export function sweepStandbys(deps: RoomsDeps, rooms: Iterable<LocalRoom>): void {
  let nodes: readonly NodeCandidate[] | undefined;
  const nowMs = deps.nowMs();
  for (const room of rooms) {
    if (nowMs < room.standbyFromMs || room.buildingStandby) continue;
    const { placed, sessions, selector } = room;
    const standbys = standbyNodes(room);
    if (placed && standbys.size > 0) {
      const where = { active: placed.nodeId, standbys, sessions: sessions.size, selector };
      if (mayStandByBetter((nodes ??= deps.candidates()), where)) dropStandbys(deps, room, "moved");
    }
    if (needsStandby(room)) void buildStandbys(deps, room);
  }
}

/** Builds what is missing; what does not come about now is tried again by the next sweep. Never rejects. */
export async function buildStandbys(deps: RoomsDeps, room: LocalRoom): Promise<void> {
  const { placed } = room;
  if (!placed || room.buildingStandby) return;
  room.buildingStandby = true;
  try {
    const current = room.standby ?? (await storedStandby(deps, room));
    // What is known of the nodes, and who lacks a path, may have changed meanwhile.
    const sessions = [...room.sessions].filter(lacksStandby);
    const nodeId = chooseStandby({
      nodes: deps.candidates(),
      active: placed.nodeId,
      sessions: sessions.length,
      current,
      selector: room.selector,
      random: deps.random,
    });
    if (nodeId === undefined || sessions.length === 0) return;
    // After a failover, calls come before their next standby: what does not fit now is left to a later sweep.
    const capacity = deps.nodes.byId(nodeId)?.capacity ?? 0;
    if (!deps.pace.bookIdle({ id: nodeId, capacity }, sessions.length, deps.nowMs())) return;
    room.standby = nodeId;
    const outcomes = await attachSessions(deps.nodes, {
      room: room.name,
      to: { nodeId, epoch: placed.epoch },
      sessions,
      cause: wire.PathCause.JOIN,
      role: "standby",
    });
    // Meanwhile the room may have moved, to this very node even: then these paths stand by for nothing.
    const stale = room.standby !== nodeId || room.placed?.epoch !== placed.epoch;
    for (const [session, outcome] of outcomes) {
      if (outcome instanceof HoldfastError) {
        deps.log.info({ room: room.name, session: session.id, node: nodeId, code: outcome.code }, "no standby path");
        continue;
      }
      if (!stale) deliverOffer(session, outcome);
      else if (session.standby?.id === outcome.path?.id) session.drop(session.standby?.id ?? "");
    }
    if (stale) {
      const pathIds = [...outcomes.values()].flatMap((it) => (it instanceof HoldfastError ? [] : [it.path?.id ?? ""]));
      void deps.nodes
        .byId(nodeId)
        ?.request("detach", { pathIds, reason: "moved" })
        .catch(() => {});
    } else void remember(deps, room, placed.epoch);
  } catch (thrown) {
    deps.log.info({ room: room.name, code: HoldfastError.from(thrown).code }, "standby paths could not be made");
    room.standby = undefined;
  } finally {
    room.buildingStandby = false;
  }
}

/** Another replica may have chosen already: those who are to hear each other must stand by on one node. */
async function storedStandby(deps: RoomsDeps, room: LocalRoom): Promise<LocalRoom["standby"]> {
  const stored = await deps.store.getPlacement(room.name).catch(() => deps.known.get(room.name));
  return stored?.standby;
}

async function remember(deps: RoomsDeps, room: LocalRoom, epoch: number): Promise<void> {
  const { placed, standby } = room;
  if (placed?.epoch === epoch) deps.known.note(room.name, { ...placed, standby });
  try {
    const stored = await deps.store.getPlacement(room.name);
    if (stored?.epoch !== epoch || stored.standby === room.standby) return;
    await deps.store.swapPlacement(room.name, stored, { ...stored, standby: room.standby });
  } catch {
    // For finding only; without a store each replica goes by its own choice.
  }
}
