// What a client last said of its active path, for the judgement of its node. Pure.

import { hearing, type PathMedia } from "../../proto/path-media.ts";

export interface PathReport {
  media: PathMedia;
  /** On the replica's clock. */
  reportedAtMs: number;
  /** When it last said something else than before, oldest first; as many as matter. */
  turnsAtMs: readonly number[];
}

/** Who contradicts itself so often within so long is no witness: a network that comes and goes does so less often. */
const mostTurns = 8;
const turnsWithinMs = 20_000;

export function noteReport(before: PathReport | undefined, media: PathMedia, nowMs: number): PathReport {
  const turned = before !== undefined && isSilence(before.media) !== isSilence(media);
  const turnsAtMs = [...(before?.turnsAtMs ?? []), ...(turned ? [nowMs] : [])].slice(-mostTurns);
  return { media, reportedAtMs: nowMs, turnsAtMs };
}

export function isTrusted({ turnsAtMs }: PathReport, nowMs: number): boolean {
  return turnsAtMs.filter((atMs) => nowMs - atMs <= turnsWithinMs).length < mostTurns;
}

const isSilence = (media: PathMedia): boolean => ["deaf", "cut"].includes(hearing(media));
