// The decisions about paths that are not one path's own. Pure.

import type { PathOffer } from "../../proto/model.ts";
import type { PathState } from "./path-state.ts";

/** An offer of a lower epoch comes from a server that has not heard of a newer placement: never followed. */
export function decideOffer(
  offer: PathOffer,
  knownPathIds: readonly (string | undefined)[],
  highestEpoch: number,
): "build" | "stale" | "known" {
  if (offer.path?.id !== undefined && knownPathIds.includes(offer.path.id)) return "known";
  if ((offer.path?.epoch ?? 0) < highestEpoch) return "stale";
  return "build";
}

/** As with an offer: a promotion of a lower epoch is never followed. */
export const followsPromotion = (epoch: number, highestEpoch: number): boolean => epoch >= highestEpoch;

/** Make before break: while the active path still works, the next one takes over only when it is connected. */
export function mayPromote(next: PathState, activeUsable: boolean): boolean {
  return !activeUsable || next.name === "connected" || next.name === "idle";
}
