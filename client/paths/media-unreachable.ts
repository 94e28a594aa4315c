// A call that signaling carries, but no media: ports are blocked, or the nodes announce addresses that this client does not
// reach. Pure.

import { HoldfastError } from "../../proto/errors.ts";
import type { PathOffer } from "../../proto/model.ts";

/** One path fails for many reasons. Each takes 8 s, and with a third the page would wait too long to be told. */
export const attempts = 2;

/** What one path offered to be reached by. */
export interface ReachAttempt {
  /** Such as "203.0.113.5:7500 (udp, tcp)". */
  addresses: readonly string[];
  turnUrls: readonly string[];
}

export function attemptOf({ path, iceServers }: PathOffer): ReachAttempt {
  const protocolsOf = new Map<string, Set<string>>();
  for (const { address = "", port, protocol } of (path?.send ?? path?.recv)?.candidates ?? []) {
    const place = `${address?.includes(":") ? `[${address}]` : address}:${port}`;
    protocolsOf.set(place, (protocolsOf.get(place) ?? new Set()).add(protocol ?? ""));
  }
  return {
    addresses: [...protocolsOf].map(([place, protocols]) => `${place} (${[...protocols].join(", ")})`),
    turnUrls: (iceServers ?? []).flatMap(({ urls }) => urls ?? []).filter((url) => /^turns?:/.test(url)),
  };
}

export function mediaUnreachable(tried: readonly ReachAttempt[]): HoldfastError {
  const distinct = (pick: (attempt: ReachAttempt) => readonly string[]): string =>
    [...new Set(tried.flatMap(pick))].join("; ");
  const turn = distinct(({ turnUrls }) => turnUrls);
  const relayed = turn === "" ? "no TURN server is configured" : `TURN through ${turn}`;
  return new HoldfastError("media_unreachable", `tried ${distinct(({ addresses }) => addresses)}; ${relayed}`);
}
