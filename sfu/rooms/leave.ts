import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import { dropConsumers } from "./consume.ts";
import type { NodeEventSink } from "./announcer.ts";
import type { Session } from "./session.ts";
import type { FoundSession, SessionIndex } from "./session-index.ts";

/** Takes the participant out of the room; the others are told why. */
export function leaveRoom({ room, member, session }: FoundSession, index: SessionIndex, reason: string): void {
  index.delete(session);
  room.members.delete(member.id);
  room.sessions.delete(session);
  clearTimeout(member.lingerTimer);
  member.lingering?.close();
  const tracks = [...member.tracks.values()];
  session.close();
  dropConsumers(room, room.sessions, tracks);
  if (!member.hidden) {
    room.announce(room.others(), { body: "participantLeft", participantLeft: { participantId: member.id, reason } });
  }
  room.touch();
}

/** To the replica that speaks for the session: its path is over, or somebody else's to speak for. */
export function tellEnded(sink: NodeEventSink, { id, pathId, replicaId }: Session, code: ErrorCode): void {
  const error = new HoldfastError(code).toMessage();
  sink.deliver(replicaId, { body: "sessionEnded", sessionEnded: { sessionId: id, pathId, error } });
}

/** The same, by the node's own decision: the session's replica is told, too. */
export function endSession(found: FoundSession, index: SessionIndex, code: ErrorCode): void {
  const { room, session } = found;
  leaveRoom(found, index, code);
  tellEnded(room.sink, session, code);
}
