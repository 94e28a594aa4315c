import type { Consumer, IceParameters, TransportDescription } from "../../proto/model.ts";
import { kindFromWire, parametersFromWire } from "../../proto/rtp.ts";
import type { SdkLogger } from "../sdk-logger.ts";
import type { ReceiveConnection, ReceivedMedia, TrackCounts } from "./connections.ts";
import { iceFromWire, remoteFromWire } from "./remote-from-wire.ts";

export interface Received {
  trackId: string;
  participantId: string;
  consumer: ReceivedMedia;
}

/** A path's consumers by id. */
export class ReceiveSide {
  readonly #connection: ReceiveConnection;
  readonly #logger: SdkLogger;
  readonly #received = new Map<string, Received>();
  /** Removed before they were described. */
  readonly #gone = new Set<string>();

  constructor(connection: ReceiveConnection, logger: SdkLogger) {
    this.#connection = connection;
    this.#logger = logger;
  }

  set onConnection(onConnection: () => void) {
    this.#connection.onStateChanged = onConnection;
  }

  get connectionState(): string {
    return this.#connection.state;
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

  /** Describes so many tracks before it is known who will send them. */
  async expect(counts: TrackCounts): Promise<void> {
    await this.#connection.expect(counts);
  }

  /** Says where it leads; it dials without waiting for something to receive. @throws HoldfastError bad_media */
  meet(description: TransportDescription): void {
    this.#connection.meet(remoteFromWire(description));
  }

  /**
   * Those that could be received. All of one turn are described together. A description that makes no sense costs its own
   * track only.
   */
  async consume(consumers: readonly Consumer[]): Promise<Received[]> {
    const made = await Promise.allSettled(
      consumers.map(async (wanted): Promise<Received> => {
        const { id = "", trackId = "", participantId = "" } = wanted;
        const kind = kindFromWire(wanted.kind);
        const rtp = parametersFromWire(wanted.rtp);
        // One stream per participant: the browser keeps their audio and video in step.
        const consumer = await this.#connection.receive({ id, kind, rtp, streamId: participantId });
        return { trackId, participantId, consumer };
      }),
    );
    const received: Received[] = [];
    for (const outcome of made) {
      if (outcome.status === "rejected") {
        this.#logger.warn("a track cannot be received", { reason: String(outcome.reason) });
        continue;
      }
      const { value } = outcome;
      if (this.#gone.delete(value.consumer.id)) this.#connection.remove(value.consumer);
      else {
        this.#received.set(value.consumer.id, value);
        received.push(value);
      }
    }
    return received;
  }

  remove(consumerId: string): Received | undefined {
    const received = this.#received.get(consumerId);
    this.#received.delete(consumerId);
    if (received) this.#connection.remove(received.consumer);
    else this.#gone.add(consumerId);
    return received;
  }

  async restartIce(ice: IceParameters): Promise<void> {
    await this.#connection.restartIce(iceFromWire(ice));
  }

  async getStats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  close(): void {
    this.#connection.close();
  }
}
