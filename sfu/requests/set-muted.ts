import { HoldfastError } from "../../proto/errors.ts";
import { TrackId } from "../../proto/ids.ts";
import { applyMute, readRevision, tellOwner } from "../rooms/publish.ts";
import type { RequestHandler } from "./context.ts";

/** Kept for a track that is not published yet, too: a replica may know of a moderator's mute before the node does. */
export const setMutedRequest: RequestHandler<"setMuted"> = async (request, { room, member }) => {
  const trackId = TrackId.parse(request.trackId ?? "");
  if (!trackId) throw new HoldfastError("bad_request", `track id must be ${TrackId.expects}`);
  const [muted, revision] = [request.muted ?? false, readRevision(request.revision)];
  const set = revision === 0 ? member.mutes.byOwner(trackId, muted) : member.mutes.heard(trackId, { muted, revision });
  const track = member.tracks.get(trackId);
  if (!track) throw new HoldfastError("not_found", "track");
  if (set.muted !== muted) tellOwner(room, member, trackId);
  await applyMute(room, member, track, false);
};
