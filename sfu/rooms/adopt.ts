// A path changes the replica that speaks for it: its client came back over another socket.

import type { ReplicaId } from "../../proto/ids.ts";
import type { AdoptedPath, AdoptPath } from "../messages.ts";
import { describeConsumer, readyConsumers } from "./consume.ts";
import { tellEnded } from "./leave.ts";
import { describeMember } from "./member.ts";
import type { FoundSession, SessionIndex } from "./session-index.ts";

/** Those of the paths that the node still has, with what was missed on each. Nothing is awaited: no event is lost. */
export function adoptPaths(index: SessionIndex, asks: readonly AdoptPath[], replicaId: ReplicaId): AdoptedPath[] {
  return asks.flatMap(({ pathId = "", sessionId = "", lastSeq = 0 }) => {
    const found = index.byPath(pathId ?? "");
    if (found?.session.id !== sessionId) return [];
    if (found.session.replicaId !== replicaId) {
      tellEnded(found.room.sink, found.session, "session_moved");
      found.session.replicaId = replicaId;
    }
    return [describe(found, lastSeq ?? 0)];
  });
}

function describe({ room, member, session }: FoundSession, lastSeq: number): AdoptedPath {
  const { tracks: _, ...described } = describeMember(member);
  // Others see when the participant came; which of its sessions is the past one is told by when each of them began.
  const participant = { ...described, joinedAtMs: session.options.joinedAtMs };
  const path: AdoptedPath = {
    pathId: session.pathId,
    room: room.name,
    epoch: room.epoch,
    standby: room.standby,
    participant,
  };
  const missed = session.events.after(lastSeq);
  if (missed) return { ...path, missed };
  const consumers = readyConsumers(session);
  for (const entry of consumers) entry.told = true;
  return {
    ...path,
    snapshot: {
      seq: session.events.last,
      participants: room.standby ? [] : room.participants(session.participantId),
      consumers: consumers.map(describeConsumer),
      settled: room.settled,
    },
  };
}
