import type { z } from "zod";
import type { failoverView } from "../signaling/http/views.ts";
import { formatTable } from "./table.ts";

export type FailoverRow = z.infer<typeof failoverView>;

const head = ["TIME", "CAUSE", "ROOM", "FROM", "TO", "EPOCH", "PEOPLE", "TOOK", "GAP P50", "GAP MAX"];

/** Times of day are this machine's. */
export function formatFailovers(failovers: readonly FailoverRow[]): string {
  return formatTable(
    head,
    failovers.map(({ atMs, cause, room, fromNode, toNode, toEpoch, participants, tookMs, gaps }) => [
      new Date(atMs).toLocaleTimeString("en-GB"),
      cause,
      room,
      fromNode,
      toNode ?? "given up",
      toEpoch ?? "-",
      participants,
      milliseconds(tookMs),
      milliseconds(gaps.p50Ms),
      milliseconds(gaps.maxMs),
    ]),
  );
}

const milliseconds = (ms: number | undefined): string => (ms === undefined ? "-" : `${Math.round(ms)} ms`);
