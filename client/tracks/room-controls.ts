import type { ParticipantId, TrackId } from "../../proto/ids.ts";
import type { Playback } from "./playback.ts";
import type { SubscriptionWish, TrackIntent } from "../paths/intent.ts";

/** What a moderator may do to somebody. */
export type ModerateAction =
  | { participantId: ParticipantId | string; muteTrackId: TrackId | string }
  | { participantId: ParticipantId | string; remove: true };

export interface SendDataOptions {
  topic?: string;
  /** Participant ids; everybody else when absent. */
  to?: readonly string[];
}

/** What participants and tracks ask of their room. */
export interface RoomControls {
  readonly playback: Playback;
  publish(track: TrackIntent): Promise<void>;
  unpublish(trackId: TrackId): Promise<void>;
  setMuted(trackId: TrackId, muted: boolean): Promise<void>;
  replaceMedia(trackId: TrackId, media: MediaStreamTrack): Promise<void>;
  subscribe(wish: SubscriptionWish): Promise<void>;
  updateSelf(changes: { name: string; metadata: string }): Promise<void>;
  sendData(payload: Uint8Array, options: SendDataOptions): Promise<void>;
}
