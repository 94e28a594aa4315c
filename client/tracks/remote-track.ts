import { trackKey, type ParticipantId, type TrackId, type TrackKey } from "../../proto/ids.ts";
import type { Track } from "../../proto/model.ts";
import { kindFromWire, type Kind } from "../../proto/rtp.ts";
import { AttachedElements } from "./attached-elements.ts";
import { Emitter } from "../emitter.ts";
import type { RoomControls } from "./room-controls.ts";
import { sourceFromWire, type TrackSource } from "../wire-names.ts";

/** Somebody else's track. It stays the same object while paths come and go below it. */
export class RemoteTrack extends Emitter<{ mediaStreamTrackChanged: [media: MediaStreamTrack] }> {
  readonly id: TrackId;
  readonly participantId: string;
  readonly kind: Kind;
  readonly source: TrackSource;
  readonly name: string;
  readonly #controls: RoomControls;
  readonly #elements: AttachedElements;
  #muted: boolean;
  #media: MediaStreamTrack | undefined;

  /** @internal @throws HoldfastError bad_media when the kind is neither audio nor video. */
  constructor(track: Track, participantId: string, controls: RoomControls) {
    super();
    this.id = (track.id ?? "") as TrackId;
    this.participantId = participantId;
    this.kind = kindFromWire(track.kind);
    this.source = sourceFromWire(track.source);
    this.name = track.name ?? "";
    this.#muted = track.muted ?? false;
    this.#controls = controls;
    this.#elements = new AttachedElements(this.kind, controls.playback);
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** @internal */
  get key(): TrackKey {
    return trackKey(this.participantId as ParticipantId, this.id);
  }

  /** Media arrives, or will: the track is received on the present path. */
  get subscribed(): boolean {
    return this.#media !== undefined;
  }

  /** What is received now; another one after a new path. Undefined while not subscribed. */
  get mediaStreamTrack(): MediaStreamTrack | undefined {
    return this.#media;
  }

  /**
   * Plays the track in an element and keeps it right across failover. Without an element, one is made: a muted inline
   * <video>, or an <audio>, for the page to append where it wants. An element that the page pauses stays paused until
   * the page plays it. One element may show the picture and play the sound of one participant.
   */
  attach(): HTMLMediaElement;
  attach<Element extends HTMLMediaElement>(element: Element): Element;
  attach(element: HTMLMediaElement = newElement(this.kind)): HTMLMediaElement {
    return this.#elements.attach(element);
  }

  /** Takes the track out of one element, or out of all. Returns those it was in. */
  detach(element?: HTMLMediaElement): HTMLMediaElement[] {
    if (!element) return this.#elements.detachAll();
    return this.#elements.detach(element) ? [element] : [];
  }

  async subscribe(): Promise<void> {
    await this.#controls.subscribe({ ...this.#named, subscribed: true });
  }

  async unsubscribe(): Promise<void> {
    await this.#controls.subscribe({ ...this.#named, subscribed: false });
  }

  /** Stays subscribed, but nothing is sent to this client meanwhile: for what is not on the screen. */
  async setPaused(paused: boolean): Promise<void> {
    await this.#controls.subscribe({ ...this.#named, paused });
  }

  /** Highest simulcast layers wanted, from 0; -1 or nothing = no limit. */
  async setPreferredLayers(layers: { spatial?: number; temporal?: number }): Promise<void> {
    const { spatial = -1, temporal = -1 } = layers;
    await this.#controls.subscribe({ ...this.#named, maxSpatialLayer: spatial, maxTemporalLayer: temporal });
  }

  get #named(): { trackId: string; participantId: string } {
    return { trackId: this.id, participantId: this.participantId };
  }

  /** @internal True when that changed anything. */
  setMuted(muted: boolean): boolean {
    const changed = muted !== this.#muted;
    this.#muted = muted;
    return changed;
  }

  /** @internal Another path's media, or undefined when the track is no longer received. */
  setMedia(media: MediaStreamTrack | undefined): void {
    if (media === this.#media) return;
    const before = this.#media;
    this.#media = media;
    this.#elements.swap(media);
    if (media && before) this.emit("mediaStreamTrackChanged", media);
  }
}

function newElement(kind: Kind): HTMLMediaElement {
  const element = document.createElement(kind);
  element.autoplay = true;
  if (element instanceof HTMLVideoElement) {
    element.playsInline = true;
    // Sound has its own element, and a muted video may always play by itself.
    element.muted = true;
  }
  return element;
}
