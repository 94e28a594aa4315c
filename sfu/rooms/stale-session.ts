// Of two sessions of one participant, which is the past one. A replica that has not noticed yet that its client is gone
// brings that session along when its room moves; the client may long be back in the room by another replica. Pure.

import { joinCause, type PathCause } from "../messages.ts";

interface Began {
  /** The session's; replicas may disagree on when it began. */
  sessionId: string;
  joinedAtMs: number;
  /** The session that the same page had before. */
  follows?: string | undefined;
}

/**
 * Whether the session that is to be attached must not take the place of the one that is here. A client that joins always
 * may: whoever comes last is the participant. What replicas bring, and who comes back to a room, is older when the one that is here came after it, as its
 * page has said; else when it began earlier, by the replicas' clocks.
 */
export function isStaleSession(asked: Began, present: Began | undefined, cause: PathCause): boolean {
  if (!present || asked.sessionId === present.sessionId || cause === joinCause) return false;
  if (present.follows === asked.sessionId) return true;
  return asked.follows !== present.sessionId && asked.joinedAtMs < present.joinedAtMs;
}
