import type { types } from "mediasoup";
import type { Consumer } from "../../proto/model.ts";
import { parametersToWire } from "../../proto/rtp.ts";
import { workerRequest } from "../media-errors.ts";
import type { PublishedTrack } from "./published-track.ts";
import type { Wish } from "./subscription-intent.ts";

/** A track as one path receives it. */
export class ReceivedTrack {
  readonly track: PublishedTrack;
  readonly createdAtMs: number;
  /** Absent while the worker is still creating it. */
  consumer: types.Consumer | undefined;
  /** The client knows of the consumer: by the offer, or by a ConsumersAdded, and never by both. */
  told = false;
  /** The client has set its description for it. */
  resumed = false;
  #flowing = false;
  /** What the worker was told last. */
  #layers: types.ConsumerLayers;

  constructor(track: PublishedTrack, wish: Wish, createdAtMs: number) {
    this.track = track;
    this.createdAtMs = createdAtMs;
    this.#layers = layersOf(wish);
  }

  /** The worker has been told to send. */
  get flowing(): boolean {
    return this.#flowing;
  }
  /** For the consumer's creation. */
  get layers(): types.ConsumerLayers {
    return this.#layers;
  }

  start(): void {
    this.#flowing = true;
    this.consumer?.resume().catch(ignoreClosed);
  }

  pause(): void {
    this.#flowing = false;
    this.consumer?.pause().catch(ignoreClosed);
  }

  /** Asks the worker only for what is another wish than the last. @throws HoldfastError node_unavailable */
  async prefer(wish: Wish): Promise<void> {
    const { consumer } = this;
    const layers = layersOf(wish);
    if (!consumer || consumer.type === "simple" || isSame(layers, this.#layers)) return;
    this.#layers = layers;
    try {
      await workerRequest(consumer.setPreferredLayers(layers));
    } catch (error) {
      if (!consumer.closed) throw error;
    }
  }

  /** Call when the consumer is there. */
  describe(): Consumer {
    const { consumer, track } = this;
    return {
      id: consumer!.id,
      trackId: track.id,
      participantId: track.participantId,
      kind: track.kind === "audio" ? 1 : 2,
      rtp: parametersToWire(consumer!.rtpParameters),
    };
  }
}

/** For the message that makes them known to the client. */
export function tellConsumers(received: readonly ReceivedTrack[]): Consumer[] {
  for (const one of received) one.told = true;
  return received.map((one) => one.describe());
}

/** The worker cuts both down to what the producer has. */
const noLimit = 7;
const layersOf = ({ maxSpatialLayer, maxTemporalLayer }: Wish): types.ConsumerLayers => ({
  spatialLayer: maxSpatialLayer ?? noLimit,
  temporalLayer: maxTemporalLayer ?? noLimit,
});

const isSame = (a: types.ConsumerLayers, b: types.ConsumerLayers): boolean =>
  a.spatialLayer === b.spatialLayer && a.temporalLayer === b.temporalLayer;

/** The consumer, its track or the worker went away while the request was under way: whoever closed it has told. */
function ignoreClosed(): void {}
