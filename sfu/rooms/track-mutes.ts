import type { TrackId } from "../../proto/ids.ts";
import { mutedByModerator, mutedByOwner, neverMuted, newerMute, type Mute } from "../../proto/mute.ts";

export interface TrackMute extends Mute {
  trackId: TrackId;
}

/** Far more than anybody may publish. Ids come from outside: those heard of first go first. */
const maxTracks = 128;

/** What is set for one participant's tracks, those included that are not published here, or not yet. */
export class TrackMutes {
  readonly #byTrack = new Map<TrackId, Mute>();

  constructor(known: readonly TrackMute[] = []) {
    this.merge(known);
  }

  of(trackId: TrackId): Mute {
    return this.#byTrack.get(trackId) ?? neverMuted;
  }

  /** Somebody tells what is set, as far as they know. Returns what is. */
  heard(trackId: TrackId, { muted, revision }: Mute): Mute {
    return this.#set(trackId, newerMute(this.of(trackId), { muted, revision }));
  }

  merge(known: Iterable<TrackMute>): void {
    for (const { trackId, muted, revision } of known) this.heard(trackId, { muted, revision });
  }

  byModerator(trackId: TrackId): Mute {
    return this.#set(trackId, mutedByModerator(this.of(trackId), true));
  }

  byOwner(trackId: TrackId, muted: boolean): Mute {
    return this.#set(trackId, mutedByOwner(this.of(trackId), muted));
  }

  forget(trackId: TrackId): void {
    this.#byTrack.delete(trackId);
  }

  /** Those that anybody has ever set. */
  *[Symbol.iterator](): Generator<TrackMute> {
    for (const [trackId, mute] of this.#byTrack) if (mute.revision > 0) yield { trackId, ...mute };
  }

  #set(trackId: TrackId, mute: Mute): Mute {
    this.#byTrack.delete(trackId);
    this.#byTrack.set(trackId, mute);
    if (this.#byTrack.size > maxTracks) this.#byTrack.delete(this.#byTrack.keys().next().value!);
    return mute;
  }
}
