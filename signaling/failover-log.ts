// The failovers and migrations that this replica has seen, newest last: what was lost, who said so, where it went, and
// what clients measured. A bounded ring; logs and metrics keep more.

import type { NodeId, ParticipantId, RoomName } from "../proto/ids.ts";

export const failoverOutcomes = ["recovered", "given_up"] as const;

export interface FailoverEntry {
  id: number;
  /** Unix time. */
  atMs: number;
  cause: string;
  witness: string;
  room: RoomName;
  fromNode: NodeId;
  toNode: NodeId | undefined;
  fromEpoch: number;
  toEpoch: number | undefined;
  participants: number;
  /** How many went on over a standby path. */
  promoted: number;
  tookMs: number;
  outcome: (typeof failoverOutcomes)[number];
  gaps: { participant: ParticipantId; gapMs: number }[];
}

const maxEntries = 500;
const maxGaps = 1_000;

export class FailoverLog {
  readonly #entries: FailoverEntry[] = [];
  #count = 0;

  record(entry: Omit<FailoverEntry, "id" | "gaps">): void {
    this.#entries.push({ ...entry, id: ++this.#count, gaps: [] });
    if (this.#entries.length > maxEntries) this.#entries.shift();
  }

  /** What a client measured belongs to the newest entry of its room with that cause. */
  addGap(room: RoomName, cause: string, participant: ParticipantId, gapMs: number): void {
    const entry = this.#entries.findLast((it) => it.room === room && it.cause === cause);
    if (entry && entry.gaps.length < maxGaps) entry.gaps.push({ participant, gapMs });
  }

  /** Newest first. */
  newest(limit = maxEntries): readonly FailoverEntry[] {
    return this.#entries.slice(-limit).toReversed();
  }
}
