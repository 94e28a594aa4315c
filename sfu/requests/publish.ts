import { checkTrackLimit } from "../limits.ts";
import { endLingering, publishTracks, readOffers } from "../rooms/publish.ts";
import { checkPath, type RequestHandler } from "./context.ts";

/** More tracks, in one batch. */
export const publish: RequestHandler<"publish"> = async ({ pathId, tracks }, context) => {
  checkPath(pathId, context);
  const { room, member, path, limits } = context;
  const offers = readOffers(tracks ?? []);
  const held = [...member.tracks.values()].filter((track) => track.path === path).length;
  checkTrackLimit(held + offers.length, limits);
  await publishTracks(room, member, path, offers);
  endLingering(room, member);
};
