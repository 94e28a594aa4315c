import { wire } from "../../proto/model.ts";
import { kindFromWire } from "../../proto/rtp.ts";
import { sourceName } from "../grants.ts";
import type { ParticipantView } from "../http/views.ts";

export function viewParticipant(participant: wire.Participant.$Shape): ParticipantView {
  return {
    identity: participant.id ?? "",
    name: participant.name ?? "",
    metadata: participant.metadata ?? "",
    joinedAtMs: participant.joinedAtMs ?? 0,
    tracks: (participant.tracks ?? []).map((track) => ({
      id: track.id ?? "",
      kind: kindFromWire(track.kind),
      source: sourceName(track.source ?? wire.TrackSource.OTHER),
      name: track.name ?? "",
      muted: track.muted ?? false,
    })),
  };
}
