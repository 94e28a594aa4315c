// The cluster protocol's frames. Apart from codec.ts, so that browsers do not load them.

import { encoded, frameCodec } from "./codec.ts";
import { holdfast as cluster } from "./generated/cluster.js";

export type ReplicaFrame = cluster.ReplicaFrame.$Shape;
export type NodeFrame = cluster.NodeFrame.$Shape;
export type NodeRequest = cluster.NodeRequest.$Shape;
export type NodeReply = cluster.NodeReply.$Shape;
export type NodeEvent = cluster.NodeEvent.$Shape;

export const replicaFrames = frameCodec<ReplicaFrame>(cluster.ReplicaFrame);
export const nodeFrames = frameCodec<NodeFrame>(cluster.NodeFrame);

/** Field numbers of cluster.proto; the unit test holds them against it. */
const lengthDelimited = 2;
const severalOfFrame = (3 << 3) | lengthDelimited;
const frameOfSeveral = (1 << 3) | lengthDelimited;

/** Encoded NodeFrames as one: to take a WebSocket message apart costs more than to decode what most of them hold. */
export function severalNodeFrames(frames: readonly Uint8Array[]): Uint8Array {
  return encoded((writer) => {
    writer.uint32(severalOfFrame).fork();
    for (const frame of frames) writer.uint32(frameOfSeveral).bytes(frame);
    return writer.ldelim();
  });
}

/** Of SessionEvent. */
export const encodeEvent = (event: cluster.Event.$Shape): Uint8Array =>
  encoded((writer) => cluster.Event.encode(event, writer));
export const decodeEvent = (bytes: Uint8Array): cluster.Event.$Shape => cluster.Event.decode(bytes);

export const clusterSubprotocol = "holdfast.cluster.v1";
export const clusterProtocolVersion = 1;
