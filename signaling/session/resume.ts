// Taking a session up again for a client that lost its socket, on this replica or on another: the nodes still have its
// paths, and the events that it has missed.

import { isEnd } from "../../proto/remembered-ends.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { NodeId, SessionId } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import { pathIdOf } from "../rooms/local-room.ts";
import type { Nodes } from "../nodes/nodes.ts";
import { type Adoption, adopt } from "./adopt.ts";
import type { PathEvent, SessionPath } from "./path-set.ts";
import { chooseRoles } from "./resumed-paths.ts";
import type { Session } from "./session.ts";

/** A node that stands still for a moment is asked again; one that still does not answer is as good as gone. */
const adoptTimeoutsMs = [1_000, 2_000];
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

/**
 * Asks the nodes for the session's paths. Undefined when the one that carries the call is not among what they have.
 * @throws HoldfastError why the session ended, or forbidden when it is somebody else's
 */
export async function resumeSession(
  nodes: Nodes,
  session: Session,
  { positions }: ResumeWish,
): Promise<Resumed | undefined> {
  const byNode = [...Map.groupBy(positions, ({ nodeId }) => NodeId.parse(nodeId ?? ""))].flatMap(([nodeId, held]) =>
    nodeId === undefined ? [] : [{ nodeId, held }],
  );
  for (const { nodeId } of byNode) {
    session.pause(nodeId);
    session.expectFrom(nodeId);
  }
  const goOn = (): void => {
    for (const { nodeId } of byNode) {
      session.unpause(nodeId);
      session.expectNothingFrom(nodeId);
    }
  };
  const adopted = await Promise.all(
    byNode.map(async ({ nodeId, held }) => ({ nodeId, adoptions: await ask(nodes, session, nodeId, held) })),
  );
  try {
    const resumed = takeUp(session, positions, adopted);
    if (!resumed) goOn();
    return resumed;
  } catch (error) {
    goOn();
    throw error;
  }
}

async function ask(
  nodes: Nodes,
  session: Session,
  nodeId: NodeId,
  held: readonly wire.PathPosition.$Shape[],
): Promise<Map<string, Adoption>> {
  const asked = held.map(({ pathId, lastSeq }) => ({ session, pathId: pathId ?? "", lastSeq: lastSeq ?? 0 }));
  let adoptions = new Map<string, Adoption>();
  for (const timeoutMs of adoptTimeoutsMs) {
    const link = nodes.byId(nodeId);
    if (!link?.present) break;
    const startedMs = performance.now();
    adoptions = await adopt(link, asked, timeoutMs);
    if (![...adoptions.values()].includes("unknown")) break;
    // A link that is being redialled fails at once.
    const restMs = timeoutMs - (performance.now() - startedMs);
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(restMs, 300)));
  }
  return adoptions;
}

function takeUp(
  session: Session,
  positions: readonly wire.PathPosition.$Shape[],
  adopted: readonly { nodeId: NodeId; adoptions: Map<string, Adoption> }[],
): Resumed | undefined {
  const held = adopted.flatMap(({ nodeId, adoptions }) =>
    [...adoptions.values()].flatMap((adoption) => {
      if (adoption === "unknown") return [];
      if ("gone" in adoption) {
        if (isEnd(adoption.gone.code) || adoption.gone.code === "forbidden") throw adoption.gone;
        return [];
      }
      const { kept: path, missed } = adoption;
      const position = positions.find(({ pathId }) => pathId === path.pathId);
      const [epoch, standby] = [path.epoch ?? 0, path.standby ?? false];
      const knownAsStandby = position?.role === wire.PathRole.STANDBY;
      return [{ path, missed, nodeId, epoch, standby, position, knownAsStandby }];
    }),
  );
  const paths: SessionPath[] = [];
  const missedOfAll: PathEvent[] = [];
  const replies: wire.ResumedPath.$Shape[] = [];
  const roles = chooseRoles(session.room, held);
  const active = [...roles].find(([, role]) => role === "active")?.[0];
  if (!active) return undefined;
  for (const [{ path, missed, nodeId, epoch, standby, position }, role] of roles) {
    const id = pathIdOf(path.pathId);
    const lastSeq = path.snapshot?.seq ?? position?.lastSeq ?? 0;
    paths.push({ id, nodeId, epoch, role, lastSeq });
    replies.push({ pathId: id, role: standby ? 1 : 0, epoch, ...(path.snapshot ? { snapshot: path.snapshot } : {}) });
    missedOfAll.push(...missed);
  }
  session.renamed(active.path.participant ?? {});
  for (const { path } of roles.keys()) for (const mute of path.mutes ?? []) session.muted(mute);
  return { paths: replies, deliver: () => session.adopted(paths, missedOfAll) };
}
