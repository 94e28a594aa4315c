// Of two sessions of one participant, which is the past one. A replica that has not noticed yet that its client is gone
// brings that session along when its room moves; the client may long be back in the room by another replica. Pure.

import { joinCause, type PathCause, signalingLostCause } from "../messages.ts";

/**
 * Whether the session that is to be attached must not take the place of the one that is here. A client that joins always
 * may: whoever comes last is the participant. What replicas bring is older when it began earlier, by their clocks.
 */
export function isStaleSession(
  asked: { joinedAtMs: number },
  present: { joinedAtMs: number } | undefined,
  cause: PathCause,
): boolean {
  if (!present || cause === joinCause || cause === signalingLostCause) return false;
  return asked.joinedAtMs < present.joinedAtMs;
}
