// Taking a session up again for a client that lost its socket, on this replica or on another: the nodes still have its
// paths, and the events that it has missed.

import { HoldfastError } from "../../proto/errors.ts";
import { NodeId, type PathId, SessionId } from "../../proto/ids.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import { wire } from "../../proto/model.ts";
import { pathIdOf } from "../rooms/local-room.ts";
import type { Nodes } from "../nodes/nodes.ts";
import type { Grants } from "../grants.ts";
import { relayedFrom } from "./relayed-event.ts";
import { chooseRoles } from "./resumed-paths.ts";
import type { Session, SessionPath } from "./session.ts";

/** A node that does not answer in this time is as good as gone: the client joins anew meanwhile. */
const adoptTimeoutMs = 1_000;
const maxPaths = 8;

export interface Resumed {
  paths: wire.ResumedPath.$Shape[];
  /** To be followed by everything that the nodes have sent since. */
  deliver(): void;
}

export interface ResumeWish {
  sessionId: SessionId;
  positions: readonly wire.PathPosition.$Shape[];
}

/** @throws HoldfastError bad_request */
export function readResume(resume: wire.Resume.$Shape): ResumeWish {
  const sessionId = SessionId.parse(resume.sessionId ?? "");
  const positions = resume.paths ?? [];
  if (sessionId === undefined || positions.length > maxPaths) {
    throw new HoldfastError("bad_request", `resume needs a session id and at most ${maxPaths} paths`);
  }
  return { sessionId, positions };
}

interface Adopted {
  nodeId: NodeId;
  path: cluster.AdoptedPath.$Shape;
}

/** Asks the nodes for the session's paths. Undefined when the one that carries the call is not among what they have. */
export async function resumeSession(
  nodes: Nodes,
  session: Session,
  { positions }: ResumeWish,
  grants: Grants,
): Promise<Resumed | undefined> {
  const adopted = await adoptPaths(nodes, session, positions);
  const mine = adopted.filter(({ path }) => path.room === grants.room && path.participant?.id === grants.identity);
  if (mine.length < adopted.length) throw new HoldfastError("forbidden", "the session is somebody else's");
  const paths: SessionPath[] = [];
  const missed: Parameters<Session["adopted"]>[1][number][] = [];
  const replies: wire.ResumedPath.$Shape[] = [];
  const held = mine.map(({ path, nodeId }) => {
    const position = positions.find(({ pathId }) => pathId === path.pathId);
    const [epoch, standby] = [path.epoch ?? 0, path.standby ?? false];
    return { path, nodeId, epoch, standby, position, knownAsStandby: position?.role === wire.PathRole.STANDBY };
  });
  const roles = chooseRoles(session.room, held);
  const active = [...roles].find(([, role]) => role === "active")?.[0];
  if (!active) return undefined;
  for (const [{ path, nodeId, epoch, standby, position }, role] of roles) {
    const id = pathIdOf(path.pathId);
    const lastSeq = path.snapshot?.seq ?? position?.lastSeq ?? 0;
    paths.push({ id, nodeId, epoch, role, lastSeq });
    replies.push({ pathId: id, role: standby ? 1 : 0, epoch, ...(path.snapshot ? { snapshot: path.snapshot } : {}) });
    for (const { seq, event } of path.missed ?? []) missed.push(missedEvent(id, seq, event));
  }
  session.renamed(active.path.participant ?? {});
  return { paths: replies, deliver: () => session.adopted(paths, missed) };
}

/** A node that was not heard for a moment is heard again: asks for what its sessions missed meanwhile. */
export async function catchUp(nodes: Nodes, nodeId: NodeId, sessions: Iterable<Session>): Promise<CaughtUp[]> {
  const asked = [...sessions].flatMap((session) => {
    const positions = session.paths.filter((path) => path.nodeId === nodeId);
    return positions.length > 0 ? [{ session, positions }] : [];
  });
  return Promise.all(
    asked.map(async ({ session, positions }): Promise<CaughtUp> => {
      const wished = positions.map(({ id, lastSeq }) => ({ pathId: id, nodeId, lastSeq }));
      const adopted = await adoptPaths(nodes, session, wished);
      const held = new Set(adopted.map(({ path }) => path.pathId));
      const missed = adopted.flatMap(({ path }) =>
        (path.missed ?? []).map(({ seq, event }) => missedEvent(pathIdOf(path.pathId), seq, event)),
      );
      if (adopted.some(({ path }) => path.snapshot)) session.resync(nodeId);
      else session.caughtUp(nodeId, missed);
      return { session, gone: positions.filter(({ id }) => !held.has(id)) };
    }),
  );
}

export interface CaughtUp {
  session: Session;
  /** Paths that the node no longer has. */
  gone: readonly SessionPath[];
}

function missedEvent(
  pathId: PathId,
  seq: number | null | undefined,
  event: cluster.Event.$Shape | null | undefined,
): Parameters<Session["adopted"]>[1][number] {
  return { pathId, seq: seq ?? 0, event: relayedFrom(event ?? {}) };
}

async function adoptPaths(
  nodes: Nodes,
  session: Session,
  positions: readonly wire.PathPosition.$Shape[],
): Promise<Adopted[]> {
  const byNode = Map.groupBy(positions, ({ nodeId }) => NodeId.parse(nodeId ?? ""));
  const asked = [...byNode].map(async ([nodeId, held]): Promise<Adopted[]> => {
    const link = nodeId && nodes.byId(nodeId);
    if (!link) return [];
    session.expectFrom(nodeId, true);
    const paths = held.map(({ pathId, lastSeq }) => ({ pathId, sessionId: session.id, lastSeq }));
    try {
      const reply = await link.request("adopt", { paths }, { timeoutMs: adoptTimeoutMs });
      return (reply.paths ?? []).map((path) => ({ nodeId, path }));
    } catch {
      session.expectNothingFrom(nodeId);
      return [];
    }
  });
  return (await Promise.all(asked)).flat();
}
