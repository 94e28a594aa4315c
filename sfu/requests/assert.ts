import { checkTrackLimit } from "../limits.ts";
import { applyIntent } from "../rooms/consume.ts";
import { diffIntent } from "../rooms/intent-diff.ts";
import { endLingering, isSentAs, publishTracks, readOffers, removeTracks, setMuted } from "../rooms/publish.ts";
import { checkPath, type RequestHandler } from "./context.ts";

/** The whole intent: what is published and what is wanted, on a new path or again on the same. */
export const assert: RequestHandler<"assert"> = async ({ pathId, tracks, subscriptions }, context) => {
  checkPath(pathId, context);
  const { room, member, session, limits } = context;
  const offers = readOffers(tracks ?? []);
  checkTrackLimit(offers.length, limits);
  const offerOf = new Map(offers.map((offer) => [offer.id, offer]));
  const held = [...member.tracks.values()].map((track) => {
    const { id, muted } = track;
    const offer = offerOf.get(id);
    // What was prepared for this path counts when the client sends just that.
    const onThisPath = track.session === session && (!offer || isSentAs(track, offer));
    return { id, muted, onThisPath };
  });
  const { produce, remove, setMuted: toMute } = diffIntent(held, offers);

  session.intent.update(subscriptions ?? [], { whole: true });
  const received = applyIntent(room, session);
  removeTracks(room, member, remove);
  const wanted = new Set<string>(produce);
  await Promise.all([
    received,
    produce.length > 0
      ? publishTracks(
          room,
          member,
          session,
          offers.filter(({ id }) => wanted.has(id)),
        )
      : undefined,
    ...toMute.map(({ id, muted }) => setMuted(room, member, member.tracks.get(id as never)!, muted, false)),
  ]);
  session.asserted = true;
  endLingering(room, member);
};
