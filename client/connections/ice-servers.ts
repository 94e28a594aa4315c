// The STUN and TURN servers of a path's offer, and how long candidates that were gathered with them serve. Pure.

import type { wire } from "../../proto/model.ts";

export interface IceServers {
  list: readonly wire.IceServer.$Shape[];
  /** By the wall clock, which goes on while the machine sleeps. Infinity where no credential expires. */
  expireAtMs: number;
}

/** A path needs the credentials once more when it is dialled: for the TURN server's permission to reach the node. */
const marginMs = 60_000;

export function iceServersOf(offered: readonly wire.IceServer.$Shape[] | null | undefined, unixMs: number): IceServers {
  const list = offered ?? [];
  const livesMs = list.flatMap(({ expiresInMs }) => (expiresInMs ? [expiresInMs] : []));
  return { list, expireAtMs: unixMs + Math.min(...livesMs) };
}

/** Whether there is any use in gathering candidates ahead with them. */
export function mayGatherAhead({ expireAtMs }: IceServers, unixMs: number): boolean {
  return unixMs < expireAtMs - marginMs;
}

/** Whether candidates gathered with the one serve a path that is offered with the other, whose credentials are newer. */
export function canStandIn(gatheredWith: IceServers, offered: IceServers, unixMs: number): boolean {
  return mayGatherAhead(gatheredWith, unixMs) && urlsOf(gatheredWith) === urlsOf(offered);
}

const urlsOf = ({ list }: IceServers): string => list.flatMap(({ urls }) => urls ?? []).join(" ");
