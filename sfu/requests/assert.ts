import { checkTrackLimit } from "../limits.ts";
import { applyIntent } from "../rooms/consume.ts";
import { diffIntent } from "../rooms/intent-diff.ts";
import {
  applyMute,
  endLingering,
  isSentAs,
  publishTracks,
  readOffers,
  removeTracks,
  tellOwner,
} from "../rooms/publish.ts";
import { checkPath, type RequestHandler } from "./context.ts";

/** The whole intent: what is published and what is wanted, on a new path or again on the same. */
export const assert: RequestHandler<"assert"> = async ({ pathId, tracks, subscriptions }, context) => {
  checkPath(pathId, context);
  const { room, member, path, limits } = context;
  const asserted = readOffers(tracks ?? []);
  checkTrackLimit(asserted.length, limits);
  const offers = asserted.map((offer) => ({ ...offer, mute: member.mutes.heard(offer.id, offer.mute) }));
  // What was set while the client could not hear of it.
  for (const { id, mute } of asserted) if (member.mutes.of(id).muted !== mute.muted) tellOwner(room, member, id);
  const offerOf = new Map(offers.map((offer) => [offer.id, offer]));
  const held = [...member.tracks.values()].map((track) => {
    const { id } = track;
    const offer = offerOf.get(id);
    // What was prepared for this path counts when the client sends just that.
    const onThisPath = track.path === path && (!offer || isSentAs(track, offer));
    return { id, onThisPath };
  });
  const { produce, keep, remove } = diffIntent(held, offers);

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
    ...keep.map((id) => applyMute(room, member, member.tracks.get(id as never)!, false)),
  ]);
  path.asserted = true;
  endLingering(room, member);
};
