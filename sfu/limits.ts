import { HoldfastError } from "../proto/errors.ts";

export interface NodeLimits {
  maxRooms: number;
  capacity: number;
  maxParticipantsPerRoom: number;
  maxTracksPerParticipant: number;
}

/** The room's own limit, where it has one below the node's; 0 = it has none. */
export function withRoomLimit(limits: NodeLimits, maxParticipants: number): NodeLimits {
  if (maxParticipants === 0 || maxParticipants >= limits.maxParticipantsPerRoom) return limits;
  return { ...limits, maxParticipantsPerRoom: maxParticipants };
}

/** @throws HoldfastError limit_rooms */
export function checkRoomLimit(rooms: number, limits: NodeLimits): void {
  if (rooms >= limits.maxRooms) throw new HoldfastError("limit_rooms");
}

/**
 * May one more session come? Counts include those being built. One that replaces its older self takes no new place.
 * @throws HoldfastError limit_sessions, limit_participants
 */
export function checkSessionLimits(
  counts: { nodeSessions: number; roomParticipants: number; replaces: boolean },
  limits: NodeLimits,
): void {
  if (counts.replaces) return;
  if (counts.nodeSessions >= limits.capacity) throw new HoldfastError("limit_sessions");
  if (counts.roomParticipants >= limits.maxParticipantsPerRoom) throw new HoldfastError("limit_participants");
}

/** @throws HoldfastError limit_tracks */
export function checkTrackLimit(tracksAfter: number, limits: NodeLimits): void {
  if (tracksAfter > limits.maxTracksPerParticipant) throw new HoldfastError("limit_tracks");
}
