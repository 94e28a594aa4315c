import { checkTrackLimit } from "../limits.ts";
import { applyIntent } from "../rooms/consume.ts";
import { diffIntent } from "../rooms/intent-diff.ts";
import { endLingering, isSentAs, publishTracks, readOffers, removeTracks, setMuted } from "../rooms/publish.ts";
import { checkPath, type RequestHandler } from "./context.ts";

/** The whole intent: what is published and what is wanted, on a new path or again on the same. */
export const assert: RequestHandler<"assert"> = async ({ pathId, tracks, subscriptions }, context) => {
  checkPath(pathId, context);
  const { room, member, path, limits } = context;
  const offers = readOffers(tracks ?? []);
  checkTrackLimit(offers.length, limits);
  const offerOf = new Map(offers.map((offer) => [offer.id, offer]));
  const held = [...member.tracks.values()].map((track) => {
    const { id, muted } = track;
    const offer = offerOf.get(id);
    // What was prepared for this path counts when the client sends just that.
    const onThisPath = track.path === path && (!offer || isSentAs(track, offer));
    return { id, muted, onThisPath };
  });
  const { produce, remove, setMuted: toMute } = diffIntent(held, offers);

  path.intent.update(subscriptions ?? [], { whole: true });
  const received = applyIntent(room, path);
  removeTracks(room, member, remove);
  const wanted = new Set<string>(produce);
  await Promise.all([
    received,
    produce.length > 0
      ? publishTracks(
          room,
          member,
          path,
          offers.filter(({ id }) => wanted.has(id)),
        )
      : undefined,
    ...toMute.map(({ id, muted }) => setMuted(room, member, member.tracks.get(id as never)!, muted, false)),
  ]);
  path.asserted = true;
  endLingering(room, member);
};
