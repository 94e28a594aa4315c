// Asks nodes for a session's paths: kept, gone, or unknown. Only the node's own word says that a path is gone.

import { HoldfastError } from "../../proto/errors.ts";
import type { PathId } from "../../proto/ids.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import type { NodeLink } from "../nodes/node-link.ts";
import { pathIdOf } from "../rooms/local-room.ts";
import type { PathEvent } from "./path-set.ts";
import { relayedEvent } from "./relayed-event.ts";
import type { Session } from "./session.ts";

export interface AskedPath {
  session: Session;
  pathId: string;
  lastSeq: number;
}

export type Adoption = { kept: cluster.AdoptedPath.$Shape; missed: PathEvent[] } | { gone: HoldfastError } | "unknown";

/** What cannot be asked is unknown. @throws HoldfastError bad_frame when the node tells events that are none */
export async function adopt(
  link: Pick<NodeLink, "request">,
  asked: readonly AskedPath[],
  timeoutMs: number,
): Promise<Map<string, Adoption>> {
  const adoptions = new Map<string, Adoption>(asked.map(({ pathId }) => [pathId, "unknown"]));
  const paths = asked.map(({ session, pathId, lastSeq }) => ({
    pathId,
    lastSeq,
    sessionId: session.id,
    room: session.room,
    participantId: session.participantId,
    mediaGrants: session.attach.mediaGrants,
  }));
  // A link that was reset, or stands still, says nothing of the paths.
  const reply = await link.request("adopt", { paths }, { timeoutMs }).catch(() => undefined);
  for (const kept of reply?.paths ?? []) {
    const id = pathIdOf(kept.pathId);
    const missed = (kept.missed ?? []).map(({ seq, event }) => missedEvent(id, seq, event));
    adoptions.set(id, { kept, missed });
  }
  for (const { pathId, error } of reply?.gone ?? [])
    adoptions.set(pathId ?? "", { gone: HoldfastError.fromMessage(error ?? {}) });
  return adoptions;
}

function missedEvent(pathId: PathId, seq: number | null | undefined, event: Uint8Array | null | undefined): PathEvent {
  return { pathId, seq: seq ?? 0, event: relayedEvent(event ?? new Uint8Array()) };
}
