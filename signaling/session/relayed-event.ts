// An event of a node for clients, as the node has encoded it: on its way through the replica it is neither decoded nor
// encoded again, but for what the replica itself has to know. (In protobuf, a message's fields may stand in any order,
// and bytes one after the other are one message.)

import protobuf from "protobufjs/minimal.js";
import { decodeEvent, encodeEvent } from "../../proto/cluster-codec.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import { HoldfastError } from "../../proto/errors.ts";
import type { PathId } from "../../proto/ids.ts";

export interface RelayedEvent {
  readonly encoded: Uint8Array;
  /** What it says, if that concerns the replica. */
  readonly concern: Concern | undefined;
}
type Concern = Extract<cluster.Event.$Shape, { body?: "participantUpdated" | "trackMuted" | "pathClosed" }>;

/** Field numbers of Event and ServerFrame in client.proto; the unit test holds them against it. */
const participantUpdated = 15;
const trackMuted = 19;
const pathClosed = 25;
const lengthDelimited = 2;
const eventOfFrame = (2 << 3) | lengthDelimited;
const seqOfEvent = 1 << 3;
const pathIdOfEvent = (2 << 3) | lengthDelimited;

/** @throws HoldfastError bad_frame when the bytes are no event. */
export function relayedEvent(encoded: Uint8Array): RelayedEvent {
  try {
    const field = encoded.length === 0 ? 0 : protobuf.Reader.create(encoded).uint32() >>> 3;
    const concerns = field === participantUpdated || field === trackMuted || field === pathClosed;
    return { encoded, concern: concerns ? (decodeEvent(encoded) as Concern) : undefined };
  } catch (cause) {
    throw new HoldfastError("bad_frame", "an event that is none", { cause });
  }
}

export const relayedFrom = (event: cluster.Event.$Shape): RelayedEvent => relayedEvent(encodeEvent(event));

/** The ServerFrame that tells a client of the event, as the one with this number on its path. */
export function relayedFrame(pathId: PathId, seq: number, event: Uint8Array): Uint8Array {
  const writer = protobuf.Writer.create().uint32(eventOfFrame).fork();
  return writer.uint32(seqOfEvent).uint32(seq).uint32(pathIdOfEvent).string(pathId).raw(event).ldelim().finish();
}
