import { signal } from "@preact/signals";
import { HoldfastError, type LocalTrack, type Room } from "../../client/index.ts";

/** This participant's shared screen, with its sound where the browser gives it. */
export class ScreenShare {
  static readonly supported = typeof navigator !== "undefined" && "getDisplayMedia" in (navigator.mediaDevices ?? {});
  readonly on = signal(false);
  readonly #room: Room;
  readonly #told: { changed: () => void; failed: (error: HoldfastError) => void };
  #tracks: LocalTrack[] = [];
  #media: MediaStream | undefined;

  constructor(room: Room, told: { changed: () => void; failed: (error: HoldfastError) => void }) {
    this.#room = room;
    this.#told = told;
  }

  async toggle(): Promise<void> {
    if (this.on.value) await this.stop();
    else await this.#start();
  }

  async stop(): Promise<void> {
    const tracks = this.#tracks;
    this.close();
    await Promise.all(tracks.map((track) => track.unpublish())).catch(() => undefined);
    this.#told.changed();
  }

  /** Lets go of the screen without telling the room: it is over, or about to be. */
  close(): void {
    this.on.value = false;
    this.#tracks = [];
    for (const track of this.#media?.getTracks() ?? []) track.stop();
    this.#media = undefined;
  }

  async #start(): Promise<void> {
    const media = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true }).catch(() => undefined);
    if (media === undefined) return; // The user thought better of it.
    this.#media = media;
    this.on.value = true;
    media.getVideoTracks()[0]?.addEventListener("ended", () => void this.stop());
    try {
      this.#tracks = await Promise.all(
        media.getTracks().map((track) => {
          if (track.kind === "video") track.contentHint = "detail";
          const source = track.kind === "video" ? "screen" : "screen_audio";
          return this.#room.localParticipant.publish(track, { source });
        }),
      );
    } catch (thrown) {
      this.close();
      this.#told.failed(HoldfastError.from(thrown));
    }
    this.#told.changed();
  }
}
