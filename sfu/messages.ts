// The cluster protocol's messages under short names.

import type { holdfast } from "../proto/generated/cluster.js";

export type AttachSession = holdfast.AttachSession.$Shape;
export type AttachResult = holdfast.AttachResult.$Shape;
export type PathCause = holdfast.PathCause;
export type Event = holdfast.Event.$Shape;
export type NodeEvent = holdfast.NodeEvent.$Shape;
export type NodeLoad = holdfast.NodeLoad.$Shape;
export type RoomEpoch = holdfast.RoomEpoch.$Shape;
export type SilentTrack = holdfast.SilentTrack.$Shape;
export type ServingTold = holdfast.Serving.$Shape;
export type SetServing = holdfast.SetServing.$Shape;
export type SessionRequest = holdfast.SessionRequest.$Shape;
export type RestartIceReply = holdfast.RestartIceReply.$Shape;
export type ManageParticipant = holdfast.ManageParticipant.$Shape;
export type AdoptPath = holdfast.AdoptPath.$Shape;
export type AdoptReply = holdfast.AdoptReply.$Shape;
export type AdoptedPath = holdfast.AdoptedPath.$Shape;
export type SessionReply = holdfast.SessionReply.$Shape;

/** Of PathCause: the enum's object itself would be the only thing that loads generated code here. */
export const joinCause = 1;
