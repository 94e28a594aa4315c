import type { types } from "mediasoup";
import type { ParticipantId, TrackId, TrackKey } from "../../proto/ids.ts";
import type { Kind } from "../../proto/rtp.ts";
import type { Mute } from "../../proto/mute.ts";
import type { Track } from "../../proto/model.ts";
import type { Listener } from "./announcer.ts";
import type { GateReceiver, KeyFrameGate } from "./key-frame-gate.ts";

/** A receiver that the track's media may be let go to. */
export interface TrackReceiver extends GateReceiver {
  start(): void;
}

/** A track of the room, and the producer that carries it on its publisher's path. */
export interface PublishedTrack {
  readonly id: TrackId;
  readonly participantId: ParticipantId;
  /** Of both: others may have a track of the same id. */
  readonly key: TrackKey;
  readonly kind: Kind;
  readonly source: number;
  readonly name: string;
  /** Of its first codec, the one that is sent. */
  readonly mimeType: string;
  mute: Mute;
  readonly producer: types.Producer;
  /** Paused from the start, independent of muted: video until its first receivers are ready, all of it in a standby room. */
  held: boolean;
  /** Video: who is about to receive it. */
  readonly gate: KeyFrameGate<TrackReceiver>;
  gateTimer: NodeJS.Timeout | undefined;
  /** Whose send transport carries it. */
  readonly path: Listener & { readonly attached: boolean };
}

export function describeTrack(track: PublishedTrack): Track {
  return {
    id: track.id,
    kind: track.kind === "audio" ? 1 : 2,
    source: track.source,
    name: track.name,
    muted: track.mute.muted,
    muteRevision: track.mute.revision,
  };
}
