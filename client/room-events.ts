import type { HoldfastError } from "../proto/errors.ts";
import type { LocalTrack } from "./tracks/local-track.ts";
import type { LocalParticipant } from "./tracks/local-participant.ts";
import type { RemoteParticipant } from "./tracks/remote-participant.ts";
import type { RemoteTrack } from "./tracks/remote-track.ts";
import type { RoomState } from "./room-state.ts";
import type { PathCause } from "./wire-names.ts";

export interface RecoveringInfo {
  cause: PathCause;
  /** The node that carried the call; empty when none did. */
  fromNode: string;
}

export interface RecoveredInfo {
  cause: PathCause;
  /** Longest silence among the tracks that were being received, as this client saw it; 0 when none was. */
  gapMs: number;
  fromNode: string;
  toNode: string;
}

export interface Speaker {
  participant: LocalParticipant | RemoteParticipant;
  /** Loudness in dBov, -127 (silence) to 0 (RFC 6464). */
  levelDbov: number;
}

export interface RoomEvents {
  stateChanged: [state: RoomState];
  recovering: [info: RecoveringInfo];
  recovered: [info: RecoveredInfo];
  /** The call is on another node now, and nothing was lost on the way: a drained node, or a better one. */
  migrated: [info: RecoveredInfo];
  /**
   * Whether a server is there to tell and to be told by. Media does not need one; what is asked meanwhile is done when
   * one is back.
   */
  signalingChanged: [online: boolean];
  /** Without an error after leave(). */
  disconnected: [error: HoldfastError | undefined];

  participantJoined: [participant: RemoteParticipant];
  participantUpdated: [participant: RemoteParticipant | LocalParticipant];
  participantLeft: [participant: RemoteParticipant, reason: string];

  trackPublished: [track: RemoteTrack, participant: RemoteParticipant];
  trackUnpublished: [track: RemoteTrack, participant: RemoteParticipant];
  /** From now on track.attach() shows it. Told once; a new path below does not repeat it. */
  trackSubscribed: [track: RemoteTrack, participant: RemoteParticipant];
  trackUnsubscribed: [track: RemoteTrack, participant: RemoteParticipant];
  trackMuted: [track: RemoteTrack | LocalTrack, participant: RemoteParticipant | LocalParticipant];
  trackUnmuted: [track: RemoteTrack | LocalTrack, participant: RemoteParticipant | LocalParticipant];
  /** track.mediaStreamTrack is another one now: after a new path, or replaceTrack(). Attached elements follow by themselves. */
  mediaStreamTrackChanged: [track: RemoteTrack | LocalTrack, participant: RemoteParticipant | LocalParticipant];

  /** Whether the browser plays what should be heard. When not, room.startAudio() in a click's handler is the way out. */
  audioPlaybackChanged: [canPlay: boolean];

  /** Loudest first; empty when all are silent. */
  speakersChanged: [speakers: Speaker[]];
  dataReceived: [payload: Uint8Array, participant: RemoteParticipant | undefined, topic: string];
}
