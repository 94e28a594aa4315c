import { HoldfastError } from "../../proto/errors.ts";
import type { ParticipantId, TrackId } from "../../proto/ids.ts";
import { endPath } from "../rooms/leave.ts";
import { applyMute } from "../rooms/publish.ts";
import type { RequestHandler } from "./context.ts";

/** A moderator mutes somebody's track, or removes somebody. Signaling has checked the grant. */
export const moderate: RequestHandler<"moderate"> = async (request, { room, index }) => {
  const target = room.members.get(request.participantId as ParticipantId);
  if (!target) throw new HoldfastError("not_found", "participant");
  if (request.action === "muteTrackId") {
    const track = target.tracks.get(request.muteTrackId as TrackId);
    if (!track) throw new HoldfastError("not_found", "track");
    target.mutes.byModerator(track.id);
    await applyMute(room, target, track, true);
  } else if (request.action === "remove" && request.remove) {
    endPath({ room, member: target, path: target.path }, index, "removed");
  } else throw new HoldfastError("bad_request", "neither mute_track_id nor remove");
};
