// A path changes the replica that speaks for it: its client came back over another socket.

import type { ReplicaId } from "../../proto/ids.ts";
import type { AdoptedPath, AdoptPath } from "../messages.ts";
import { describeConsumer, readyConsumers } from "./consume.ts";
import { tellEnded } from "./leave.ts";
import { describeMember } from "./member.ts";
import type { FoundPath, PathIndex } from "./path-index.ts";

/** Those of the paths that the node still has, with what was missed on each. Nothing is awaited: no event is lost. */
export function adoptPaths(index: PathIndex, asks: readonly AdoptPath[], replicaId: ReplicaId): AdoptedPath[] {
  return asks.flatMap(({ pathId = "", sessionId = "", lastSeq = 0 }) => {
    const found = index.byPath(pathId ?? "");
    if (found?.path.sessionId !== sessionId) return [];
    if (found.path.replicaId !== replicaId) {
      tellEnded(found.room.sink, found.path, "session_moved");
      found.path.replicaId = replicaId;
    }
    return [describe(found, lastSeq ?? 0)];
  });
}

function describe({ room, member, path }: FoundPath, lastSeq: number): AdoptedPath {
  const { tracks: _, ...described } = describeMember(member);
  // Others see when the participant came; which of its sessions is the past one is told by when each of them began.
  const participant = { ...described, joinedAtMs: path.options.joinedAtMs };
  const adopted: AdoptedPath = {
    pathId: path.id,
    room: room.name,
    epoch: room.epoch,
    standby: room.standby,
    participant,
  };
  const missed = path.events.after(lastSeq);
  if (missed) return { ...adopted, missed };
  const consumers = readyConsumers(path);
  for (const entry of consumers) entry.told = true;
  return {
    ...adopted,
    snapshot: {
      seq: path.events.last,
      participants: room.standby ? [] : room.participants(path.participantId),
      consumers: consumers.map(describeConsumer),
      settled: room.settled,
    },
  };
}
