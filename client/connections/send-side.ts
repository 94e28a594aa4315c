import type { types } from "mediasoup-client";
import type { TrackId } from "../../proto/ids.ts";
import type { IceParameters, TrackOffer, TransportDescription } from "../../proto/model.ts";
import { type Kind, parametersToWire, type PlainRtpParameters } from "../../proto/rtp.ts";
import type { TrackIntent } from "../paths/intent.ts";
import { BatchingHandler } from "./batching-handler.ts";
import { iceParametersFromWire, remoteFromWire } from "./transport-options.ts";

export interface ProducedTrack {
  id: TrackId;
  rtp: NonNullable<TrackOffer["rtp"]>;
}

const codecOptions = (kind: Kind, videoStartKbps: number): types.ProducerCodecOptions =>
  kind === "audio" ? { opusDtx: true, opusFec: true } : { videoGoogleStartBitrate: videoStartKbps };

/** What is described and connected, but neither encoded nor sent before it is resumed. */
export type Held = "nothing" | "video" | "everything";

/** A path's send transport and the producers on it. */
export class SendSide {
  onConnection: () => void = () => {};
  readonly #transport: types.Transport;
  #holds: Held;
  readonly #held = new Set<TrackId>();
  readonly #producers = new Map<TrackId, types.Producer>();
  readonly #onProduced = new Map<TrackId, (produced: ProducedTrack) => void>();

  constructor(transport: types.Transport, holds: Held = "nothing") {
    this.#transport = transport;
    this.#holds = holds;
    transport.on("connectionstatechange", () => this.onConnection());
    transport.on("produce", ({ rtpParameters, appData }, done) => {
      const id = appData["trackId"] as TrackId;
      // Answered at once: the id is ours, and mediasoup-client's queue can go on to the next track.
      done({ id });
      this.#onProduced.get(id)?.({ id, rtp: parametersToWire(rtpParameters as PlainRtpParameters) });
      this.#onProduced.delete(id);
    });
  }

  get used(): boolean {
    return this.#producers.size > 0;
  }

  get connectionState(): string {
    return this.#transport.connectionState;
  }

  get producers(): ReadonlyMap<TrackId, types.Producer> {
    return this.#producers;
  }

  /** Describes tracks that produce() is about to be called with: all at once, where the browser's handler can do that. */
  prepare(tracks: readonly TrackIntent[], videoStartKbps: number): void {
    if (tracks.length === 0) return;
    this.#offer(tracks);
    BatchingHandler.of(this.#transport)?.answer((kind) => codecOptions(kind, videoStartKbps));
  }

  /** Makes producers before it is known what they will be connected to. Only where there is a BatchingHandler. */
  async produceAhead(tracks: readonly TrackIntent[]): Promise<ProducedTrack[]> {
    this.#offer(tracks);
    const produced: ProducedTrack[] = [];
    await Promise.all(tracks.map((track) => this.produce(track, 0, (one) => produced.push(one))));
    return produced;
  }

  /** Connects what was made ahead. @throws HoldfastError bad_media */
  meet(description: TransportDescription, videoStartKbps: number): void {
    const handler = BatchingHandler.of(this.#transport);
    handler?.meet(remoteFromWire(description));
    handler?.answer((kind) => codecOptions(kind, videoStartKbps));
  }

  #offer(tracks: readonly TrackIntent[]): void {
    BatchingHandler.of(this.#transport)?.prepare(
      tracks.map(({ media, encodings }) => ({
        track: media,
        encodings: encodings as types.RtpEncodingParameters[] | undefined,
      })),
    );
  }

  /** @throws when the browser or mediasoup-client cannot send the track. */
  async produce(
    track: TrackIntent,
    videoStartKbps: number,
    onProduced: (produced: ProducedTrack) => void,
  ): Promise<void> {
    this.#onProduced.set(track.id, onProduced);
    const { media } = track;
    const producer = await this.#transport.produce({
      track: media,
      ...(track.encodings ? { encodings: track.encodings as types.RtpEncodingParameters[] } : {}),
      codecOptions: codecOptions(track.kind, videoStartKbps),
      // Media belongs to the page, and other paths send it too.
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { trackId: track.id },
    });
    this.#producers.set(track.id, producer);
    if (this.#holds === "everything" || this.#holds === track.kind) {
      this.#held.add(track.id);
      setSending(producer, false);
    }
    // replaceTrack() while this was under way.
    if (track.media !== media) await producer.replaceTrack({ track: track.media });
  }

  /** False when the track is not (yet) on this path. */
  async replaceMedia(trackId: TrackId, media: MediaStreamTrack): Promise<boolean> {
    const producer = this.#producers.get(trackId);
    if (!producer) return this.#onProduced.has(trackId);
    await producer.replaceTrack({ track: media });
    return true;
  }

  stop(trackId: TrackId): void {
    this.#producers.get(trackId)?.close();
    this.#producers.delete(trackId);
    this.#held.delete(trackId);
  }

  /** Nothing more is held back from now on; what is held waits for resume(). */
  holdNoMore(): void {
    this.#holds = "nothing";
    for (const id of this.#held) if (this.#producers.get(id)?.kind === "audio") this.resume([id]);
  }

  /** Sends what was held: these tracks, or all. Each encoder begins with a key frame. */
  resume(trackIds: Iterable<TrackId> = [...this.#held]): void {
    for (const id of trackIds) {
      const producer = this.#producers.get(id);
      if (this.#held.delete(id) && producer) setSending(producer, true);
    }
  }

  async restartIce(ice: IceParameters): Promise<void> {
    await this.#transport.restartIce({ iceParameters: iceParametersFromWire(ice) });
  }

  /** Encodes nothing any more. mediasoup-client need not know: the transport's only future is its close(). */
  quiesce(): void {
    for (const producer of this.#producers.values()) producer.rtpSender?.replaceTrack(null).catch(() => {});
  }

  async getStats(): Promise<RTCStatsReport> {
    return this.#transport.getStats();
  }

  close(): void {
    this.#transport.close();
  }
}

/** Not by mediasoup-client's setRtpEncodingParameters(), which negotiates anew for it. */
function setSending(producer: types.Producer, active: boolean): void {
  const sender = producer.rtpSender;
  if (!sender) return;
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.active = active;
  // A sender that is closed meanwhile has nothing to set.
  sender.setParameters(parameters).catch(() => {});
}
