// The cluster protocol's frames. Apart from codec.ts, so that browsers do not load them.

import { frameCodec } from "./codec.ts";
import { holdfast as cluster } from "./generated/cluster.js";

export type ReplicaFrame = cluster.ReplicaFrame.$Shape;
export type NodeFrame = cluster.NodeFrame.$Shape;
export type NodeRequest = cluster.NodeRequest.$Shape;
export type NodeReply = cluster.NodeReply.$Shape;
export type NodeEvent = cluster.NodeEvent.$Shape;

export const replicaFrames = frameCodec<ReplicaFrame>(cluster.ReplicaFrame);
export const nodeFrames = frameCodec<NodeFrame>(cluster.NodeFrame);

/** Of SessionEvent. */
export const encodeEvent = (event: cluster.Event.$Shape): Uint8Array => cluster.Event.encode(event).finish();
export const decodeEvent = (bytes: Uint8Array): cluster.Event.$Shape => cluster.Event.decode(bytes);

export const clusterSubprotocol = "holdfast.cluster.v1";
export const clusterProtocolVersion = 2;
