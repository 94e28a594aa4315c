// The browser SDK. A Room is one person's presence in a call; it stays the same object, with the same participants and
// tracks in it, while the servers below it come and go.

export { Room } from "./room.ts";
export type { RoomState } from "./room-state.ts";
export type { RoomEvents, RecoveringInfo, RecoveredInfo, Speaker } from "./room-events.ts";
export type { ConnectOptions, TokenSource } from "./connect-options.ts";
export type { ReconnectPolicy } from "./signaling/reconnect-policy.ts";
export type { SdkLogger } from "./sdk-logger.ts";
export type { LocalParticipant } from "./tracks/local-participant.ts";
export type { LocalTrack } from "./tracks/local-track.ts";
export type { RemoteParticipant } from "./tracks/remote-participant.ts";
export type { RemoteTrack } from "./tracks/remote-track.ts";
export type { PublishOptions, SoundPreset } from "./tracks/publish-options.ts";
export type { TrackSource, PathCause } from "./wire-names.ts";
export type { ModerateAction } from "./tracks/room-controls.ts";
export type { RoomStatistics, TrackStatistics, PathStatistics } from "./statistics/statistics.ts";
export type { Kind } from "../proto/rtp.ts";
export type { ParticipantId, SessionId, TrackId } from "../proto/ids.ts";
export { HoldfastError, type ErrorCode } from "../proto/errors.ts";
