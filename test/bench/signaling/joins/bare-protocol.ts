// JSON between the bare join server and its clients: the same round trips as a join of Holdfast.
import type { types } from "mediasoup";

export interface BareTransport {
  id: string;
  iceParameters: types.IceParameters;
  iceCandidates: types.IceCandidate[];
  dtlsParameters: types.DtlsParameters;
}

export interface BareConsumer {
  id: string;
  producerId: string;
  rtpParameters: types.RtpParameters;
}

export interface BareJoinRequests {
  join: {
    data: { room: string; dtlsParameters: types.DtlsParameters; rtpCapabilities: types.RtpCapabilities };
    reply: { send: BareTransport; recv: BareTransport; consumers: BareConsumer[] };
  };
  publish: { data: { rtpParameters: types.RtpParameters }; reply: { producerId: string } };
  resume: { data: { consumerIds: string[] }; reply: null };
}

export type BareJoinMethod = keyof BareJoinRequests;
export type ToBareJoinServer = { id: number; method: BareJoinMethod; data: unknown };
export type FromBareJoinServer =
  | { id: number; data?: unknown; error?: string }
  | { event: "newConsumer"; consumer: BareConsumer }
  | { event: "consumerClosed"; consumerId: string };
