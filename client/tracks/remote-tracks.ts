// Runs one state machine per remote track (remote-track-state.ts): what the roster, the page and the paths say of it goes
// in, and what elements show and pages are told comes out.

import { trackKey, type ParticipantId, type TrackId, type TrackKey } from "../../proto/ids.ts";
import type { Received } from "../connections/receive-side.ts";
import type { RoomEvents } from "../room-events.ts";
import type { RemoteParticipant } from "./remote-participant.ts";
import type { RemoteTrack } from "./remote-track.ts";
import { handle, newRemoteTrack, type RemoteTrackEvent, type RemoteTrackState } from "./remote-track-state.ts";

export interface RemoteTracksHooks {
  /** Whether the page wants the track, as far as it has said, or as it wants all of which it has said nothing. */
  isWanted(key: TrackKey): boolean;
  /** Whether a path still has it. */
  isReceived(received: Received): boolean;
  watch(received: Received, atOnce: boolean): void;
  unwatch(key: TrackKey): void;
  emit<Name extends "trackSubscribed" | "trackUnsubscribed" | "mediaStreamTrackChanged">(
    event: Name,
    ...args: RoomEvents[Name]
  ): void;
}

interface Entry {
  state: RemoteTrackState<Received>;
  published: { track: RemoteTrack; participant: RemoteParticipant } | undefined;
}

export const keyOf = ({ participantId, trackId }: Pick<Received, "participantId" | "trackId">): TrackKey =>
  trackKey(participantId as ParticipantId, trackId as TrackId);

export class RemoteTracks {
  readonly #hooks: RemoteTracksHooks;
  readonly #entries = new Map<TrackKey, Entry>();

  constructor(hooks: RemoteTracksHooks) {
    this.#hooks = hooks;
  }

  published(track: RemoteTrack, participant: RemoteParticipant): void {
    this.#entryOf(track.key).published = { track, participant };
    this.#take(track.key, { type: "published" });
  }

  unpublished(track: RemoteTrack): void {
    this.#take(track.key, { type: "unpublished" });
    this.#entries.delete(track.key);
  }

  wished(key: TrackKey, wanted: boolean): void {
    this.#take(key, { type: "wished", wanted });
  }

  received(received: Received, atOnce: boolean): void {
    this.#take(keyOf(received), { type: "received", media: received, atOnce });
  }

  /** This consumer's media is the one to show from now on. */
  turned(received: Received): void {
    this.#take(keyOf(received), { type: "turned", media: received });
  }

  /** Neither muted nor unpublished nor unsubscribed: media should arrive. */
  isExpected(key: TrackKey): boolean {
    const entry = this.#entries.get(key);
    return entry?.published?.track.muted === false && entry.state.wanted;
  }

  #entryOf(key: TrackKey): Entry {
    const known = this.#entries.get(key);
    const entry = known ?? { state: newRemoteTrack<Received>(this.#hooks.isWanted(key)), published: undefined };
    if (!known) this.#entries.set(key, entry);
    return entry;
  }

  #take(key: TrackKey, event: RemoteTrackEvent<Received>): void {
    const entry = this.#entryOf(key);
    const { published } = entry;
    const { state, outputs } = handle(entry.state, event);
    entry.state = state;
    for (const output of outputs) {
      if (output.do === "unwatch") this.#hooks.unwatch(key);
      // What a path has closed since is received no more.
      else if (output.do === "watch") {
        if (this.#hooks.isReceived(output.media)) this.#hooks.watch(output.media, output.atOnce);
      } else if (!published) continue;
      else if (output.do === "show") published.track.setMedia(output.media?.consumer.track);
      else this.#hooks.emit(output.event, published.track, published.participant);
    }
  }
}
