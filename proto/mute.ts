// Whether a track is muted is set by its participant, by moderators and over the API, on nodes that come and go. So each
// change has a revision, and whoever hears of two states keeps the newer one: all views agree at rest, in whatever order
// they hear. Pure.

export interface Mute {
  readonly muted: boolean;
  readonly revision: number;
}

export const neverMuted: Mute = { muted: false, revision: 0 };

/** A moderator's revision is a multiple of this, so that it is above everything set without knowing of it. */
const moderatorStep = 65_536;
const maxRevision = 2 ** 32 - 1;
/** Clients may not claim more: whatever they say, a moderator's next revision is above it. */
export const maxClaimedRevision = 2 ** 31;

/** Of two states of one revision, the silent one counts. */
export function newerMute(one: Mute, other: Mute): Mute {
  if (one.revision !== other.revision) return one.revision > other.revision ? one : other;
  return one.muted ? one : other;
}

/** What the participant itself changes, knowing of `known`. */
export const mutedByOwner = (known: Mute, muted: boolean): Mute => ({ muted, revision: known.revision + 1 });

/** What a moderator or the API changes. */
export const mutedByModerator = ({ revision }: Mute, muted: boolean): Mute => ({
  muted,
  revision: Math.min(maxRevision, (Math.floor(revision / moderatorStep) + 1) * moderatorStep),
});
