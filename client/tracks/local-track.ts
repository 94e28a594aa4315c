import type { TrackId } from "../../proto/ids.ts";
import type { Kind } from "../../proto/rtp.ts";
import { AttachedElements } from "./attached-elements.ts";
import { Emitter } from "../emitter.ts";
import type { TrackIntent } from "../paths/intent.ts";
import type { RoomControls } from "./room-controls.ts";
import type { TrackSource } from "../wire-names.ts";

type LocalTrackEvents = {
  mediaStreamTrackChanged: [media: MediaStreamTrack];
  /** The device was unplugged, or screen sharing stopped by the browser's own button. Nobody unpublishes by itself. */
  ended: [];
};

/** A track that this client publishes. */
export class LocalTrack extends Emitter<LocalTrackEvents> {
  readonly #intent: TrackIntent;
  readonly #controls: RoomControls;
  readonly #elements: AttachedElements;
  #published = true;

  /** @internal */
  constructor(intent: TrackIntent, controls: RoomControls) {
    super();
    this.#intent = intent;
    this.#controls = controls;
    this.#elements = new AttachedElements(intent.kind, controls.playback);
    this.mediaChanged();
  }

  get id(): TrackId {
    return this.#intent.id;
  }

  get kind(): Kind {
    return this.#intent.kind;
  }

  get source(): TrackSource {
    return this.#intent.source;
  }

  get name(): string {
    return this.#intent.name;
  }

  get muted(): boolean {
    return this.#intent.mute.muted;
  }

  /** False after unpublish(). */
  get published(): boolean {
    return this.#published;
  }

  get mediaStreamTrack(): MediaStreamTrack {
    return this.#intent.media;
  }

  /** Silent and black at once, here; the others are told. */
  async mute(): Promise<void> {
    await this.#controls.setMuted(this.id, true);
  }

  async unmute(): Promise<void> {
    await this.#controls.setMuted(this.id, false);
  }

  /** Another camera or microphone, without a new publication. The old MediaStreamTrack is the caller's to stop. */
  async replaceTrack(media: MediaStreamTrack): Promise<void> {
    await this.#controls.replaceMedia(this.id, media);
  }

  /** The MediaStreamTrack is not stopped: that is its owner's to do. */
  async unpublish(): Promise<void> {
    if (!this.#published) return;
    this.#published = false;
    await this.#controls.unpublish(this.id);
  }

  /** A preview: the element is muted, and follows replaceTrack(). */
  attach<Element extends HTMLMediaElement>(element: Element): Element {
    element.muted = true;
    return this.#elements.attach(element);
  }

  detach(element: HTMLMediaElement): void {
    this.#elements.detach(element);
  }

  /** @internal The intent's media is another one now. */
  mediaChanged(): void {
    const { media } = this.#intent;
    this.#elements.swap(media);
    media.addEventListener("ended", () => {
      if (media === this.#intent.media && this.#published) this.emit("ended");
    });
  }

  /** @internal */
  withdrawn(): void {
    this.#published = false;
  }
}
