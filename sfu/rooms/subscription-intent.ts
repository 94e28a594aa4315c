import { HoldfastError } from "../../proto/errors.ts";
import { ParticipantId, TrackId, type TrackKey, trackKey } from "../../proto/ids.ts";
import type { Subscription } from "../../proto/model.ts";

export interface Wish {
  subscribed: boolean;
  paused: boolean;
  /** undefined = no limit */
  maxSpatialLayer: number | undefined;
  maxTemporalLayer: number | undefined;
}

/** More than any room has tracks: the list comes from outside and is kept as long as the path. */
const maxEntries = 5_000;
/** Of all ids in it. */
const maxIdCharacters = 256 * 1024;

/** What one path's client wants to receive; holds for tracks that are not there yet, too. */
export class SubscriptionIntent {
  readonly #autoSubscribe: boolean;
  #byTrack = new Map<TrackKey, Wish>();

  constructor(autoSubscribe: boolean) {
    this.#autoSubscribe = autoSubscribe;
  }

  of(track: TrackKey): Wish {
    return (
      this.#byTrack.get(track) ?? {
        subscribed: this.#autoSubscribe,
        paused: false,
        maxSpatialLayer: undefined,
        maxTemporalLayer: undefined,
      }
    );
  }

  /** Takes changes, or the whole list. @throws HoldfastError bad_request; then nothing has changed. */
  update(subscriptions: readonly Subscription[], { whole }: { whole: boolean }): void {
    const next = new Map(whole ? [] : this.#byTrack);
    for (const subscription of subscriptions) {
      const { subscribed, paused, maxSpatialLayer, maxTemporalLayer } = subscription;
      next.set(keyOf(subscription), {
        subscribed: subscribed ?? false,
        paused: paused ?? false,
        maxSpatialLayer: limit(maxSpatialLayer),
        maxTemporalLayer: limit(maxTemporalLayer),
      });
    }
    if (next.size > maxEntries) throw new HoldfastError("bad_request", `more than ${maxEntries} subscriptions`);
    let characters = 0;
    for (const key of next.keys()) characters += key.length;
    if (characters > maxIdCharacters) throw new HoldfastError("bad_request", "the subscriptions' ids are too long");
    this.#byTrack = next;
  }
}

function keyOf(subscription: Subscription): TrackKey {
  const trackId = TrackId.parse(subscription.trackId ?? "");
  if (!trackId) throw new HoldfastError("bad_request", `track_id must be ${TrackId.expects}`);
  const participantId = ParticipantId.parse(subscription.participantId ?? "");
  if (!participantId) throw new HoldfastError("bad_request", `participant_id must be ${ParticipantId.expects}`);
  return trackKey(participantId, trackId);
}

function limit(layer: number | null | undefined): number | undefined {
  return layer === null || layer === undefined || layer < 0 ? undefined : Math.min(layer, 7);
}
