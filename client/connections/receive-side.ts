import type { types } from "mediasoup-client";
import type { Consumer, IceParameters, TransportDescription } from "../../proto/model.ts";
import { consumerMid, kindFromWire, parametersFromWire } from "../../proto/rtp.ts";
import { BatchingHandler } from "./batching-handler.ts";
import type { SdkLogger } from "../sdk-logger.ts";
import { iceParametersFromWire, remoteFromWire } from "./transport-options.ts";

export interface Received {
  trackId: string;
  participantId: string;
  consumer: types.Consumer;
}

const probatorId = "probator";
/** RtpProbationGenerator in mediasoup's worker. */
const probatorSsrc = 1_234;

/** How many tracks of each kind. */
export type TrackCounts = Readonly<Record<types.MediaKind, number>>;

/** Of a large call, so many are described ahead, of each kind: it takes the page's time. The rest follows. */
export const expectable = (count: number): number => Math.min(count, 16);

/** As ortc.generateProbatorRtpParameters() does it, before there is a video consumer to take codec and extensions from. */
function probatorParameters(capabilities: types.RtpCapabilities): types.RtpParameters | undefined {
  const { codecs, ...others } = parametersOf("video", capabilities);
  if (codecs.length === 0) return undefined;
  const encodings = [{ ssrc: probatorSsrc }];
  return { ...others, mid: probatorId, codecs: codecs.slice(0, 1), encodings, rtcp: { cname: probatorId } };
}

/** All that the browser can receive of a kind. */
function parametersOf(
  kind: types.MediaKind,
  { codecs = [], headerExtensions = [] }: types.RtpCapabilities,
): types.RtpParameters & Required<Pick<types.RtpParameters, "headerExtensions">> {
  return {
    codecs: codecs
      .filter((codec) => codec.kind === kind && codec.preferredPayloadType !== undefined)
      .map(({ mimeType, clockRate, channels, preferredPayloadType, parameters = {}, rtcpFeedback = [] }) => ({
        mimeType,
        clockRate,
        payloadType: preferredPayloadType!,
        ...(channels === undefined ? {} : { channels }),
        parameters,
        rtcpFeedback,
      })),
    headerExtensions: headerExtensions
      .filter((extension) => extension.kind === kind)
      .map(({ uri, preferredId: id }) => ({ uri, id })) as types.RtpHeaderExtensionParameters[],
    encodings: [{}],
    rtcp: {},
  };
}

/** The sections of so many tracks, as nodes name them, and of what mediasoup probes with. */
function expectedSections(counts: TrackCounts, capabilities: types.RtpCapabilities): types.HandlerReceiveOptions[] {
  const probator = probatorParameters(capabilities);
  const of = (kind: types.MediaKind): types.HandlerReceiveOptions[] => {
    const parameters = parametersOf(kind, capabilities);
    return Array.from({ length: expectable(counts[kind]) }, (_, n) => {
      const mid = consumerMid(kind, n);
      // Of its own for each path: a MediaStream takes no second track with the id of one that it has.
      return { trackId: crypto.randomUUID(), kind, streamId: mid, rtpParameters: { ...parameters, mid } };
    });
  };
  return [
    ...(probator ? [{ trackId: probatorId, kind: "video" as const, rtpParameters: probator }] : []),
    ...of("audio"),
    ...of("video"),
  ];
}

/** A path's receive transport and the consumers on it. */
export class ReceiveSide {
  onConnection: () => void = () => {};
  readonly #transport: types.Transport;
  readonly #logger: SdkLogger;
  readonly #received = new Map<string, Received>();
  /** Removed before mediasoup-client was through with them. */
  readonly #gone = new Set<string>();
  #dialled = false;

  constructor(transport: types.Transport, logger: SdkLogger) {
    this.#transport = transport;
    this.#logger = logger;
    transport.on("connectionstatechange", () => this.onConnection());
  }

  get used(): boolean {
    return this.#dialled || this.#received.size > 0;
  }

  get connectionState(): string {
    return this.#transport.connectionState;
  }

  /** By consumer id. */
  get received(): ReadonlyMap<string, Received> {
    return this.#received;
  }

  get counts(): TrackCounts {
    const counts = { audio: 0, video: 0 };
    for (const { consumer } of this.#received.values()) counts[consumer.kind]++;
    return counts;
  }

  /** Describes so many tracks before it is known who will send them. Only where there is a BatchingHandler. */
  async expect(counts: TrackCounts, capabilities: types.RtpCapabilities): Promise<void> {
    await BatchingHandler.of(this.#transport)?.expect(expectedSections(counts, capabilities));
  }

  /** Tells a transport that was made ahead who the other end is. @throws HoldfastError bad_media */
  meet(description: TransportDescription): void {
    BatchingHandler.of(this.#transport)?.meet(remoteFromWire(description));
  }

  /**
   * Dials without waiting for something to receive. mediasoup-client negotiates a transport at its first consumer, and
   * after a failover that comes late: when the first of the others has published again. A consumer of the stream that
   * mediasoup probes bandwidth with lets ICE and DTLS run meanwhile (20 ms on an idle machine, over 100 ms when everybody
   * recovers at once). mediasoup-client makes one itself after the first video, in a negotiation of its own: done here, it
   * comes along with whatever else is consumed in the same turn.
   */
  async dial(capabilities: types.RtpCapabilities): Promise<void> {
    const parameters = probatorParameters(capabilities);
    const transport = this.#transport as unknown as { _probatorConsumerCreated?: boolean };
    if (!parameters || transport._probatorConsumerCreated !== false) return;
    transport._probatorConsumerCreated = true;
    try {
      await this.#transport.consume({
        id: probatorId,
        producerId: probatorId,
        kind: "video",
        rtpParameters: parameters,
      });
      this.#dialled = true;
    } catch (error) {
      transport._probatorConsumerCreated = false;
      this.#logger.debug("dialling ahead did not work", { reason: String(error) });
    }
  }

  /**
   * Those that could be received. All are asked for in one turn, so that mediasoup-client describes them in one go.
   * A description that makes no sense costs its own track only.
   */
  async consume(consumers: readonly Consumer[]): Promise<Received[]> {
    const made = await Promise.allSettled(
      consumers.map(async (wanted): Promise<Received> => {
        const { id = "", trackId = "", participantId = "" } = wanted;
        const consumer = await this.#transport.consume({
          id,
          producerId: trackId,
          kind: kindFromWire(wanted.kind),
          rtpParameters: parametersFromWire(wanted.rtp) as types.RtpParameters,
          // One stream per participant: the browser keeps their audio and video in step.
          streamId: participantId,
        });
        return { trackId, participantId, consumer };
      }),
    );
    const received: Received[] = [];
    for (const outcome of made) {
      if (outcome.status === "rejected") {
        this.#logger.warn("a track cannot be received", { reason: String(outcome.reason) });
      } else if (this.#gone.delete(outcome.value.consumer.id)) outcome.value.consumer.close();
      else {
        this.#received.set(outcome.value.consumer.id, outcome.value);
        received.push(outcome.value);
      }
    }
    return received;
  }

  remove(consumerId: string): Received | undefined {
    const received = this.#received.get(consumerId);
    this.#received.delete(consumerId);
    if (received) received.consumer.close();
    else this.#gone.add(consumerId);
    return received;
  }

  async restartIce(ice: IceParameters): Promise<void> {
    await this.#transport.restartIce({ iceParameters: iceParametersFromWire(ice) });
  }

  async getStats(): Promise<RTCStatsReport> {
    return this.#transport.getStats();
  }

  close(): void {
    this.#transport.close();
  }
}
