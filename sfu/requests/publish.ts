import { checkTrackLimit } from "../limits.ts";
import { endLingering, publishTracks, readOffers } from "../rooms/publish.ts";
import { checkPath, type RequestHandler } from "./context.ts";

/** More tracks, in one batch. */
export const publish: RequestHandler<"publish"> = async ({ pathId, tracks }, context) => {
  checkPath(pathId, context);
  const { room, member, session, limits } = context;
  const offers = readOffers(tracks ?? []);
  const held = [...member.tracks.values()].filter((track) => track.session === session).length;
  checkTrackLimit(held + offers.length, limits);
  await publishTracks(room, member, session, offers);
  endLingering(room, member);
};
