// Which of the paths that nodes still have for a session go on, and as what. Pure.

import type { NodeId, RoomName } from "../../proto/ids.ts";
import { isNewerPlacement } from "../placement/placement-order.ts";
import type { PathRole } from "./path-set.ts";

export interface HeldPath {
  readonly nodeId: NodeId;
  readonly epoch: number;
  /** As its node has it. */
  readonly standby: boolean;
  /** As its client has it. */
  readonly knownAsStandby: boolean;
}

/**
 * The highest epoch carries the call; of two nodes that got the room at one epoch, the one that keeps it. What else
 * carries media is what a migration leaves behind. Only for the client it is not when it knows that path as one that
 * stands by: a node was given the room, and others have it by now. Empty when nothing carries the call.
 */
export function chooseRoles<Path extends HeldPath>(room: RoomName, paths: readonly Path[]): Map<Path, PathRole> {
  const roles = new Map<Path, PathRole>();
  const [first, ...others] = paths.filter(({ standby }) => !standby);
  if (!first) return roles;
  const active = others.reduce((best, path) => (isNewerPlacement(room, path, best) ? path : best), first);
  for (const path of paths) {
    if (path === active) roles.set(path, "active");
    else if (path.standby) roles.set(path, "standby");
    else if (!path.knownAsStandby) roles.set(path, "previous");
  }
  return roles;
}
