import type { types } from "mediasoup-client";
import type { Consumer } from "../proto/model.ts";
import { kindFromWire, parametersFromWire } from "../proto/rtp.ts";
import type { SdkLogger } from "./sdk-logger.ts";

export interface Received {
  trackId: string;
  participantId: string;
  consumer: types.Consumer;
}

/** A path's receive transport and the consumers on it. */
export class ReceiveSide {
  readonly #transport: types.Transport;
  readonly #logger: SdkLogger;
  readonly #received = new Map<string, Received>();
  /** Removed before mediasoup-client was through with them. */
  readonly #gone = new Set<string>();

  constructor(transport: types.Transport, onConnection: () => void, logger: SdkLogger) {
    this.#transport = transport;
    this.#logger = logger;
    transport.on("connectionstatechange", onConnection);
  }

  get used(): boolean {
    return this.#received.size > 0;
  }

  get connectionState(): string {
    return this.#transport.connectionState;
  }

  /** By consumer id. */
  get received(): ReadonlyMap<string, Received> {
    return this.#received;
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

  async getStats(): Promise<RTCStatsReport> {
    return this.#transport.getStats();
  }

  close(): void {
    this.#transport.close();
  }
}
