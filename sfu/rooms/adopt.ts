// A path changes the replica that speaks for it: its client came back over another socket.

import { HoldfastError } from "../../proto/errors.ts";
import type { ReplicaId } from "../../proto/ids.ts";
import type { AdoptedPath, AdoptPath, AdoptReply } from "../messages.ts";
import { tellEnded } from "./leave.ts";
import { describeMember } from "./member.ts";
import type { FoundPath, PathIndex } from "./path-index.ts";
import { tellConsumers } from "./received-track.ts";

/**
 * Those of the paths that the node still has, with what was missed on each, and why the others are gone. Nothing is
 * awaited: no event is lost. Nothing changes hands before it is known to be the asker's.
 */
export function adoptPaths(index: PathIndex, asks: readonly AdoptPath[], replicaId: ReplicaId): AdoptReply {
  const paths: AdoptedPath[] = [];
  const gone: NonNullable<AdoptReply["gone"]> = [];
  for (const ask of asks) {
    const found = find(index, ask);
    if (found instanceof HoldfastError) {
      gone.push({ pathId: ask.pathId, error: found.toMessage() });
      continue;
    }
    if (found.path.replicaId !== replicaId) {
      tellEnded(found.room.sink, found.path, "session_moved");
      found.path.replicaId = replicaId;
    }
    paths.push(describe(found, ask.lastSeq ?? 0));
  }
  return { paths, gone };
}

function find(index: PathIndex, ask: AdoptPath): FoundPath | HoldfastError {
  const { pathId, sessionId, room, participantId, mediaGrants } = ask;
  const found = index.byPath(pathId ?? "");
  if (!found || found.path.sessionId !== sessionId)
    return new HoldfastError(index.ended.why(sessionId ?? "") ?? "path_unknown");
  if (found.room.name !== room || found.member.id !== participantId)
    return new HoldfastError("forbidden", "the session is somebody else's");
  // Transports and tracks were made by the grants before: with others, the client needs another path.
  if (found.path.options.mediaGrants !== (mediaGrants ?? "")) return new HoldfastError("path_unknown", "other grants");
  return found;
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
    mutes: [...member.mutes],
  };
  const missed = path.events.after(lastSeq);
  if (missed) return { ...adopted, missed };
  return {
    ...adopted,
    snapshot: {
      seq: path.events.last,
      participants: room.standby ? [] : room.participants(path.participantId),
      consumers: tellConsumers(path.readyConsumers()),
      settled: room.settled,
    },
  };
}
