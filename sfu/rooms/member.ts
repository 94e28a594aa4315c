import type { ParticipantId, TrackId } from "../../proto/ids.ts";
import type { Participant } from "../../proto/model.ts";
import { describeTrack, type PublishedTrack } from "./published-track.ts";
import type { PeerPath } from "./peer-path.ts";
import type { TrackMutes } from "./track-mutes.ts";

/** A participant in the room: one identity, whatever sessions and paths come and go under it. */
export interface Member {
  readonly id: ParticipantId;
  name: string;
  metadata: string;
  joinedAtMs: number;
  hidden: boolean;
  path: PeerPath;
  readonly tracks: Map<TrackId, PublishedTrack>;
  readonly mutes: TrackMutes;
  /**
   * The session before this one: others keep seeing and hearing what it sends until the new one has said what it
   * publishes, or has had its time.
   */
  lingering: PeerPath | undefined;
  lingerTimer: NodeJS.Timeout | undefined;
}

export function describeMember(member: Member): Participant {
  return {
    id: member.id,
    name: member.name,
    metadata: member.metadata,
    joinedAtMs: member.joinedAtMs,
    tracks: [...member.tracks.values()].map(describeTrack),
  };
}
