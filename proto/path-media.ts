// What a client says of the media on its path, and what that amounts to. Pure; the client decides by it when to report,
// the server what to conclude.

import type { wire } from "./model.ts";

export interface OriginMedia {
  participantId: string;
  trackId: string;
  /** Since its last packet. */
  silentMs: number;
  /** From how long a silence on it is overdue, by its own cadence. */
  dueMs: number;
}

export interface PathMedia {
  /** Since the last packet of any kind. */
  silentMs: number;
  /** From how long a silence on the path means that the path is dead; 0: not known. */
  dueMs: number;
  origins: readonly OriginMedia[];
}

/**
 * `cut`: nothing at all arrives any more, not even what every path has. `deaf`: what came until now is overdue, all of it;
 * the path may be cut, or its publishers may have nothing to send. `hears`: something arrives, or nothing is overdue that
 * still came when the rest did: what stopped before that is its publisher's matter. `unknown`: nothing is expected.
 */
export type Hearing = "hears" | "deaf" | "cut" | "unknown";

export const maxOrigins = 32;
/** However often something comes, a shorter silence may be a lost packet or a busy machine. */
export const leastDueMs = 500;

export function hearing(media: PathMedia): Hearing {
  const { silentMs, dueMs, origins } = media;
  if (dueMs > 0 && silentMs >= dueMs) return "cut";
  if (origins.length === 0) return "unknown";
  const sinceMs = lastHeardMs(media) ?? 0;
  if (sinceMs < leastDueMs) return "hears";
  const stopsNow = origins.some(
    (origin) => origin.silentMs >= origin.dueMs && origin.silentMs - sinceMs < origin.dueMs,
  );
  return stopsNow ? "deaf" : "hears";
}

/** Since anything was heard, on whichever track or as whatever packet; undefined when nothing ever was. */
export function lastHeardMs({ silentMs, dueMs, origins }: PathMedia): number | undefined {
  const ages = [...(dueMs > 0 ? [silentMs] : []), ...origins.map((origin) => origin.silentMs)];
  return ages.length === 0 ? undefined : Math.min(...ages);
}

/** @returns undefined when it cannot be what a client measured */
export function readPathMedia(told: wire.PathMedia.$Shape): PathMedia | undefined {
  const { silentMs = 0, dueMs = 0, origins = [] } = told;
  if (origins.length > maxOrigins || ![silentMs, dueMs].every(isDuration)) return undefined;
  const read: OriginMedia[] = [];
  for (const { participantId = "", trackId = "", silentMs: silent = 0, dueMs: due = 0 } of origins) {
    if (![silent, due].every(isDuration)) return undefined;
    read.push({ participantId, trackId, silentMs: silent, dueMs: Math.max(leastDueMs, due) });
  }
  return { silentMs, dueMs: dueMs === 0 ? 0 : Math.max(leastDueMs, dueMs), origins: read };
}

const isDuration = (ms: number): boolean => Number.isFinite(ms) && ms >= 0;
