// JSON requests and replies of the bare server, in the order of mediasoup's "Communication between client and server".
import type { types as clientTypes } from "mediasoup-client";

export interface BareTransport {
  id: string;
  iceParameters: clientTypes.IceParameters;
  iceCandidates: clientTypes.IceCandidate[];
  dtlsParameters: clientTypes.DtlsParameters;
}

export interface BareConsumer {
  id: string;
  producerId: string;
  kind: clientTypes.MediaKind;
  rtpParameters: clientTypes.RtpParameters;
}

export interface BareRequests {
  getRouterRtpCapabilities: { data: Record<string, never>; reply: clientTypes.RtpCapabilities };
  getProducers: { data: Record<string, never>; reply: { producerId: string }[] };
  createTransport: { data: Record<string, never>; reply: BareTransport };
  connectTransport: { data: { transportId: string; dtlsParameters: clientTypes.DtlsParameters }; reply: null };
  produce: {
    data: { transportId: string; kind: clientTypes.MediaKind; rtpParameters: clientTypes.RtpParameters };
    reply: { producerId: string };
  };
  consume: {
    data: { transportId: string; producerId: string; rtpCapabilities: clientTypes.RtpCapabilities };
    reply: BareConsumer;
  };
  resume: { data: { consumerId: string }; reply: null };
}

export type BareMethod = keyof BareRequests;
export type BareToServer = { id: number; method: BareMethod; data: unknown };
export type BareToClient =
  | { id: number; data?: unknown; error?: string }
  | { event: "newProducer"; producerId: string };
