// Which rooms to move next off a node that is being emptied. Pure.

import type { RoomName } from "../../proto/ids.ts";

/** Rooms that move at once: each costs its clients two encoders for a second or two, and the nodes some CPU. */
export const maxRoomsInFlight = 16;
/** Sessions in them. A single room may be larger: it moves alone. */
export const maxSessionsInFlight = 200;

export interface MovableRoom {
  room: RoomName;
  sessions: number;
  /** How often it was tried. */
  tries: number;
}

export interface MigrationPlanInput {
  /** Still on the node, and not on their way. */
  rooms: readonly MovableRoom[];
  /** Sessions of each room that is on its way. */
  inFlight: readonly number[];
}

/**
 * Small rooms first: most calls are safe soonest, and the large ones find the machine quiet. Those that no node took have
 * another try after all others: there may be place for these, or nodes of their kind.
 */
export function nextMigrations({ rooms, inFlight }: MigrationPlanInput): MovableRoom[] {
  const next: MovableRoom[] = [];
  let moving = inFlight.length;
  let sessions = inFlight.reduce((sum, count) => sum + count, 0);
  for (const candidate of rooms.toSorted((a, b) => a.tries - b.tries || a.sessions - b.sessions)) {
    if (moving >= maxRoomsInFlight) break;
    if (moving > 0 && sessions + candidate.sessions > maxSessionsInFlight) break;
    next.push(candidate);
    moving++;
    sessions += candidate.sessions;
  }
  return next;
}
