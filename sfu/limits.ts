import { HoldfastError } from "../proto/errors.ts";

export interface NodeLimits {
  maxRooms: number;
  capacity: number;
  maxParticipantsPerRoom: number;
  maxTracksPerParticipant: number;
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

/**
 * The room's own limit: of people, not of what the node carries. 0 = it has none.
 * @throws HoldfastError limit_participants
 */
export function checkSeats(
  { others, hidden, returning }: { others: number; hidden: boolean; returning: boolean },
  maxParticipants: number,
): void {
  if (maxParticipants === 0 || hidden || returning) return;
  if (others >= maxParticipants) throw new HoldfastError("limit_participants");
}

/** @throws HoldfastError limit_tracks */
export function checkTrackLimit(tracksAfter: number, limits: NodeLimits): void {
  if (tracksAfter > limits.maxTracksPerParticipant) throw new HoldfastError("limit_tracks");
}
