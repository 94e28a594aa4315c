import { effect } from "@preact/signals";
import { HoldfastError, type LocalTrack, type Room } from "../../client/index.ts";
import type { MediaSource } from "../media/media-source.ts";

/**
 * Keeps what the room has of a camera or microphone equal to what the page has: published while there is a track,
 * muted while it is off. Changes that come while one is under way are taken together when it is done.
 */
export class LocalPublication {
  readonly #room: Room;
  readonly #source: MediaSource;
  readonly #changed: () => void;
  readonly #failed: (error: HoldfastError) => void;
  readonly #stopWatching: () => void;
  #track: LocalTrack | undefined;
  #busy = false;
  #again = false;
  #closed = false;

  constructor(room: Room, source: MediaSource, told: { changed: () => void; failed: (error: HoldfastError) => void }) {
    this.#room = room;
    this.#source = source;
    this.#changed = told.changed;
    this.#failed = told.failed;
    this.#stopWatching = effect(() => {
      void [source.track.value, source.on.value];
      void this.#follow();
    });
  }

  close(): void {
    this.#closed = true;
    this.#stopWatching();
  }

  async #follow(): Promise<void> {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#again && !this.#closed) {
        this.#again = false;
        await this.#step();
        this.#changed();
      }
    } catch (thrown) {
      if (!this.#closed) this.#failed(HoldfastError.from(thrown));
    } finally {
      this.#busy = false;
    }
  }

  async #step(): Promise<void> {
    const media = this.#source.track.peek();
    const muted = !this.#source.on.peek();
    const track = this.#track;
    if (media === undefined) {
      this.#track = undefined;
      await track?.unpublish();
    } else if (track === undefined) {
      this.#track = await this.#room.localParticipant.publish(media, { source: this.#source.kind, muted });
    } else {
      if (track.mediaStreamTrack !== media) await track.replaceTrack(media);
      if (track.muted !== muted) await (muted ? track.mute() : track.unmute());
    }
  }
}
