import { HoldfastError } from "../../proto/errors.ts";
import type { Subscription } from "../../proto/model.ts";

export interface Wish {
  subscribed: boolean;
  paused: boolean;
  /** undefined = no limit */
  maxSpatialLayer: number | undefined;
  maxTemporalLayer: number | undefined;
}

/** More than any room has tracks: the list comes from outside and is kept as long as the session. */
const maxEntries = 5_000;
const maxIdLength = 128;

/** What one session wants to receive; holds for tracks that are not there yet, too. */
export class SubscriptionIntent {
  readonly #autoSubscribe: boolean;
  #byTrack = new Map<string, Wish>();

  constructor(autoSubscribe: boolean) {
    this.#autoSubscribe = autoSubscribe;
  }

  of(trackId: string): Wish {
    return (
      this.#byTrack.get(trackId) ?? {
        subscribed: this.#autoSubscribe,
        paused: false,
        maxSpatialLayer: undefined,
        maxTemporalLayer: undefined,
      }
    );
  }

  /** Takes changes, or the whole list. @throws HoldfastError bad_request */
  update(subscriptions: readonly Subscription[], { whole }: { whole: boolean }): void {
    const next = new Map(whole ? [] : this.#byTrack);
    for (const { trackId, subscribed, paused, maxSpatialLayer, maxTemporalLayer } of subscriptions) {
      if (!trackId || trackId.length > maxIdLength) throw new HoldfastError("bad_request", "track_id");
      next.set(trackId, {
        subscribed: subscribed ?? false,
        paused: paused ?? false,
        maxSpatialLayer: limit(maxSpatialLayer),
        maxTemporalLayer: limit(maxTemporalLayer),
      });
    }
    if (next.size > maxEntries) throw new HoldfastError("bad_request", `more than ${maxEntries} subscriptions`);
    this.#byTrack = next;
  }
}

function limit(layer: number | null | undefined): number | undefined {
  return layer === null || layer === undefined || layer < 0 ? undefined : Math.min(layer, 7);
}
