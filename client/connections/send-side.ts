import type { TrackId } from "../../proto/ids.ts";
import type { IceParameters, TrackOffer, TransportDescription } from "../../proto/model.ts";
import { parametersToWire } from "../../proto/rtp.ts";
import type { TrackIntent } from "../paths/intent.ts";
import type { SendConnection, SentTrack } from "./connections.ts";
import { iceFromWire, remoteFromWire } from "./remote-from-wire.ts";

export interface ProducedTrack {
  id: TrackId;
  rtp: NonNullable<TrackOffer["rtp"]>;
}

/** What is described and connected, but neither encoded nor sent before it is resumed. */
export type Held = "nothing" | "video" | "everything";

/** A path's tracks by id, and which of them are sent just now. */
export class SendSide {
  readonly #connection: SendConnection;
  #holds: Held;
  readonly #held = new Set<TrackId>();
  readonly #sent = new Map<TrackId, SentTrack>();
  /** Being described. */
  readonly #pending = new Map<TrackId, TrackIntent>();

  constructor(connection: SendConnection, holds: Held = "nothing") {
    this.#connection = connection;
    this.#holds = holds;
  }

  set onConnection(onConnection: () => void) {
    this.#connection.onStateChanged = onConnection;
  }

  get used(): boolean {
    return this.#sent.size > 0;
  }

  get connectionState(): string {
    return this.#connection.state;
  }

  get sent(): ReadonlyMap<TrackId, SentTrack> {
    return this.#sent;
  }

  /** Says where it leads. @throws HoldfastError bad_media */
  meet(description: TransportDescription, videoStartKbps: number): void {
    this.#connection.meet(remoteFromWire(description), videoStartKbps);
  }

  /**
   * Tracks of the same turn are described together. Undefined when the track was stopped meanwhile.
   * @throws when the browser cannot send the track.
   */
  async produce(track: TrackIntent): Promise<ProducedTrack | undefined> {
    const { id, kind, media, encodings, sound } = track;
    this.#pending.set(id, track);
    let sent: SentTrack;
    try {
      sent = await this.#connection.send({ kind, media, encodings, sound });
    } catch (error) {
      if (this.#pending.get(id) === track) this.#pending.delete(id);
      throw error;
    }
    if (this.#pending.get(id) !== track) {
      this.#connection.stop(sent);
      return undefined;
    }
    this.#pending.delete(id);
    this.#sent.set(id, sent);
    if (this.#holds === "everything" || this.#holds === kind) {
      this.#held.add(id);
      sent.setPaused(true);
    }
    // Replaced while this was under way.
    if (track.media !== media) await sent.replaceMedia(track.media);
    return { id, rtp: parametersToWire(sent.rtp) };
  }

  /** False when the track is not on this path, nor about to be. */
  async replaceMedia(trackId: TrackId, media: MediaStreamTrack | null): Promise<boolean> {
    const sent = this.#sent.get(trackId);
    if (!sent) return this.#pending.has(trackId);
    await sent.replaceMedia(media);
    return true;
  }

  stop(trackId: TrackId): void {
    this.#pending.delete(trackId);
    this.#held.delete(trackId);
    const sent = this.#sent.get(trackId);
    if (!sent) return;
    this.#sent.delete(trackId);
    this.#connection.stop(sent);
  }

  /** Nothing more is held back from now on; what is held waits for resume(). */
  holdNoMore(): void {
    this.#holds = "nothing";
    for (const id of this.#held) if (this.#sent.get(id)?.kind === "audio") this.resume([id]);
  }

  /** Sends what was held: these tracks, or all. Each encoder begins with a key frame. */
  resume(trackIds: Iterable<TrackId> = [...this.#held]): void {
    for (const id of trackIds) if (this.#held.delete(id)) this.#sent.get(id)?.setPaused(false);
  }

  async restartIce(ice: IceParameters): Promise<void> {
    await this.#connection.restartIce(iceFromWire(ice));
  }

  /** Encodes nothing any more: the connection's only future is its close(). */
  quiesce(): void {
    for (const sent of this.#sent.values()) sent.replaceMedia(null).catch(() => {});
  }

  async getStats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  close(): void {
    this.#connection.close();
  }
}
