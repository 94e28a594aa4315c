// The generated model under short names. Messages are plain objects of these shapes; absent submessages are null or
// undefined, absent scalars read as 0, "" or false.

export { holdfast as wire } from "./generated/client.js";
import type { holdfast } from "./generated/client.js";

export type Participant = holdfast.Participant.$Shape;
export type Track = holdfast.Track.$Shape;
export type TrackOffer = holdfast.TrackOffer.$Shape;
export type Consumer = holdfast.Consumer.$Shape;
export type Subscription = holdfast.Subscription.$Shape;
export type PathOffer = holdfast.PathOffer.$Shape;
export type TransportDescription = holdfast.TransportDescription.$Shape;
export type IceParameters = holdfast.IceParameters.$Shape;
export type PathSnapshot = holdfast.PathSnapshot.$Shape;
