// What this client wants: the tracks it publishes and the subscriptions it asked for. Plain data, and the single source
// for Assert: whatever is not in here is not brought back on a new path.

import { trackKey, type ParticipantId, type TrackId, type TrackKey } from "../../proto/ids.ts";
import type { Subscription, Track } from "../../proto/model.ts";
import { kindToWire, type Kind } from "../../proto/rtp.ts";
import type { Encoding, SoundCodec } from "../connections/connections.ts";
import type { Mute } from "../../proto/mute.ts";
import { sourceToWire, type TrackSource } from "../wire-names.ts";

export interface TrackIntent {
  readonly id: TrackId;
  readonly kind: Kind;
  readonly source: TrackSource;
  readonly name: string;
  readonly encodings: readonly Encoding[] | undefined;
  /** Of audio. */
  readonly sound?: SoundCodec | undefined;
  mute: Mute;
  /** The media to send; another one after replaceTrack. */
  media: MediaStreamTrack;
}

export interface SubscriptionIntent {
  trackId: string;
  /** Its publisher. */
  participantId: string;
  subscribed: boolean;
  paused: boolean;
  /** -1 = no limit. */
  maxSpatialLayer: number;
  maxTemporalLayer: number;
}

/** What is not said stays as it is. */
export type SubscriptionWish = Partial<SubscriptionIntent> & Pick<SubscriptionIntent, "trackId" | "participantId">;

export interface Intent {
  readonly tracks: Map<TrackId, TrackIntent>;
  readonly subscriptions: Map<TrackKey, SubscriptionIntent>;
}

export const emptyIntent = (): Intent => ({ tracks: new Map(), subscriptions: new Map() });

/** Merges a wish about one track into the intent, and returns the whole of what is now wanted of that track. */
export function wantSubscription(intent: Intent, wish: SubscriptionWish, autoSubscribe: boolean): SubscriptionIntent {
  const key = trackKey(wish.participantId as ParticipantId, wish.trackId as TrackId);
  const before = intent.subscriptions.get(key) ?? {
    trackId: wish.trackId,
    participantId: wish.participantId,
    subscribed: autoSubscribe,
    paused: false,
    maxSpatialLayer: -1,
    maxTemporalLayer: -1,
  };
  const after = { ...before, ...wish };
  intent.subscriptions.set(key, after);
  return after;
}

export const subscriptionsOf = (intent: Intent): Subscription[] => [...intent.subscriptions.values()];

export const trackOf = (track: TrackIntent): Track => ({
  id: track.id,
  kind: kindToWire(track.kind),
  source: sourceToWire(track.source),
  name: track.name,
  muted: track.mute.muted,
  muteRevision: track.mute.revision,
});
