import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import { dropConsumers } from "./consume.ts";
import type { NodeEventSink } from "./announcer.ts";
import type { PeerPath } from "./peer-path.ts";
import type { FoundPath, PathIndex } from "./path-index.ts";

/** Takes the participant out of the room; the others are told why. */
export function leaveRoom({ room, member, path }: FoundPath, index: PathIndex, reason: string): void {
  index.delete(path);
  room.members.delete(member.id);
  room.removePath(path);
  clearTimeout(member.lingerTimer);
  member.lingering?.close();
  const tracks = [...member.tracks.values()];
  member.tracks.clear();
  path.close();
  dropConsumers(room, room.paths, tracks);
  if (!member.hidden) {
    room.announce(room.others(), { body: "participantLeft", participantLeft: { participantId: member.id, reason } });
  }
}

/** To the replica that speaks for the session: its path is over, or somebody else's to speak for. */
export function tellEnded(sink: NodeEventSink, { sessionId, id: pathId, replicaId }: PeerPath, code: ErrorCode): void {
  const error = new HoldfastError(code).toMessage();
  sink.deliver(replicaId, { body: "sessionEnded", sessionEnded: { sessionId, pathId, error } });
}

/** The same, by the node's own decision: the session's replica is told, too, and its client when it comes back. */
export function endPath(found: FoundPath, index: PathIndex, code: ErrorCode): void {
  const { room, path } = found;
  index.ended.remember(path.sessionId, code);
  leaveRoom(found, index, code);
  tellEnded(room.sink, path, code);
}
