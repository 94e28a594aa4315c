import { HoldfastError } from "../../proto/errors.ts";
import type { ParticipantId, TrackId } from "../../proto/ids.ts";
import type { Participant } from "../../proto/model.ts";
import type { ManageParticipant } from "../messages.ts";
import { endPath } from "../rooms/leave.ts";
import { describeMember } from "../rooms/member.ts";
import { applyMute } from "../rooms/publish.ts";
import type { Room } from "../rooms/room.ts";
import type { PathIndex } from "../rooms/path-index.ts";
import { updateMember } from "../rooms/update-member.ts";

/**
 * What the HTTP API does to a participant. Returns the participant as it is then, unless it was removed.
 * @throws HoldfastError not_found, bad_request; then nothing was done.
 */
export async function manageParticipant(
  room: Room | undefined,
  index: PathIndex,
  { participantId, remove, name, metadata, muteTrackIds }: ManageParticipant,
): Promise<Participant | undefined> {
  const member = room?.members.get(participantId as ParticipantId);
  if (!room || !member) throw new HoldfastError("not_found", "participant");
  if (remove) {
    endPath({ room, member, path: member.path }, index, "removed");
    return undefined;
  }
  const tracks = (muteTrackIds ?? []).map((id) => {
    const track = member.tracks.get(id as TrackId);
    if (!track) throw new HoldfastError("not_found", "track");
    return track;
  });
  const texts = { name: name ?? member.name, metadata: metadata ?? member.metadata };
  if (texts.name !== member.name || texts.metadata !== member.metadata) updateMember(room, member, texts, false);
  for (const track of tracks) member.mutes.byModerator(track.id);
  await Promise.all(tracks.map((track) => applyMute(room, member, track, true)));
  return describeMember(member);
}
