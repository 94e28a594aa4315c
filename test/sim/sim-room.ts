import type { ErrorCode } from "../../proto/errors.ts";
import type { ParticipantId, PathId, ReplicaId, RoomName, SessionId } from "../../proto/ids.ts";
import type { RoomEpoch } from "../../sfu/messages.ts";
import type { PathEvents } from "../../sfu/rooms/path-events.ts";

/** A room on a node, as far as it matters who is in it. */
export interface SimRoom {
  readonly name: RoomName;
  epoch: number;
  standby: boolean;
  leaving: boolean;
  readonly worker: number;
  readonly paths: Map<ParticipantId, SimPath>;
  /** Attaches that are under way. */
  building: number;
  closedBecause: ErrorCode | undefined;
}

export interface SimPath {
  readonly id: PathId;
  readonly sessionId: SessionId;
  readonly participantId: ParticipantId;
  readonly joinedAtMs: number;
  readonly follows: string | undefined;
  readonly room: SimRoom;
  readonly events: PathEvents;
  replicaId: ReplicaId;
  released: boolean;
}

export const describeRoom = ({ name, epoch, paths, standby, leaving }: SimRoom): RoomEpoch => ({
  room: name,
  epoch,
  sessions: paths.size,
  standby,
  leaving,
});

export const participantsOf = (paths: Iterable<SimPath>): ParticipantId[] =>
  [...paths].map(({ participantId }) => participantId);
