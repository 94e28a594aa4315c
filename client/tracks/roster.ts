// Who is in the room and what they publish, as objects that outlive nodes: what comes back after a failover with the
// same ids is the same objects, and nobody is told of it.

import type { Participant, Track } from "../../proto/model.ts";
import { RemoteParticipant } from "./remote-participant.ts";
import { RemoteTrack } from "./remote-track.ts";
import type { RoomControls } from "./room-controls.ts";
import type { RoomEvents } from "../room-events.ts";
import type { SdkLogger } from "../sdk-logger.ts";

type RosterEvent =
  | "participantJoined"
  | "participantUpdated"
  | "participantLeft"
  | "trackPublished"
  | "trackUnpublished"
  | "trackMuted"
  | "trackUnmuted";

export interface RosterHooks {
  emit<Name extends RosterEvent>(event: Name, ...args: RoomEvents[Name]): void;
  onTrackAdded(track: RemoteTrack, participant: RemoteParticipant): void;
  onTrackGone(track: RemoteTrack): void;
}

export class Roster {
  readonly participants = new Map<string, RemoteParticipant>();
  readonly #controls: RoomControls;
  readonly #hooks: RosterHooks;
  readonly #logger: SdkLogger;
  /** Tracks that the newest path's node has told of; of the others it is not known yet whether they come back. */
  #confirmed = new Set<RemoteTrack>();
  #settled = true;
  /** What was in the room before us is no event. */
  #quiet = true;

  constructor(controls: RoomControls, hooks: RosterHooks, logger: SdkLogger) {
    this.#controls = controls;
    this.#hooks = hooks;
    this.#logger = logger;
  }

  /** Ids of tracks are their publishers' choice: two may choose the same. */
  find(participantId: string, trackId: string): RemoteTrack | undefined {
    return this.participants.get(participantId)?.tracks.get(trackId as RemoteTrack["id"]);
  }

  /** The room as a new path's node knows it. Unsettled, it still waits for participants to come back to it. */
  offered(participants: readonly Participant[], settled: boolean): void {
    this.#settled = settled;
    this.#confirmed = new Set();
    for (const participant of participants) this.joined(participant);
    if (settled) this.#sweep(new Set(participants.map(({ id }) => id ?? "")));
    this.#quiet = false;
  }

  /** The settle window is over: who is not in the room now has left, and what was not published again is gone. */
  settled(participantIds: readonly string[]): void {
    this.#settled = true;
    this.#sweep(new Set(participantIds));
  }

  joined(joined: Participant): void {
    const id = joined.id ?? "";
    if (id === "") return;
    const known = this.participants.get(id);
    const participant = known ?? new RemoteParticipant(joined);
    this.participants.set(id, participant);
    if (!known) this.#tell("participantJoined", participant);
    else this.updated(id, joined.name ?? "", joined.metadata ?? "");
    this.published(id, joined.tracks ?? []);
  }

  updated(participantId: string, name: string, metadata: string): void {
    const participant = this.participants.get(participantId);
    if (participant?.update(name, metadata)) this.#tell("participantUpdated", participant);
  }

  left(participantId: string, reason: string): void {
    const participant = this.participants.get(participantId);
    if (!participant) return;
    this.unpublished(participantId, [...participant.tracks.keys()]);
    this.participants.delete(participantId);
    this.#tell("participantLeft", participant, reason);
  }

  published(participantId: string, tracks: readonly Track[]): void {
    const participant = this.participants.get(participantId);
    if (!participant) return;
    for (const described of tracks) {
      const known = this.find(participantId, described.id ?? "");
      if (known) this.#confirmed.add(known);
      if (known) this.muted(participantId, known.id, described.muted ?? false);
      else this.#addTrack(participant, described);
    }
  }

  unpublished(participantId: string, trackIds: readonly string[]): void {
    const participant = this.participants.get(participantId);
    for (const trackId of trackIds) {
      const track = this.find(participantId, trackId);
      if (!participant || !track) continue;
      participant.removeTrack(trackId);
      this.#hooks.onTrackGone(track);
      this.#tell("trackUnpublished", track, participant);
    }
  }

  muted(participantId: string, trackId: string, muted: boolean): void {
    const participant = this.participants.get(participantId);
    const track = this.find(participantId, trackId);
    if (participant && track?.setMuted(muted)) this.#tell(muted ? "trackMuted" : "trackUnmuted", track, participant);
  }

  #addTrack(participant: RemoteParticipant, described: Track): void {
    try {
      const track = new RemoteTrack(described, participant.id, this.#controls);
      participant.addTrack(track);
      this.#confirmed.add(track);
      this.#tell("trackPublished", track, participant);
      this.#hooks.onTrackAdded(track, participant);
    } catch (error) {
      this.#logger.warn("a track that makes no sense was announced", { reason: String(error) });
    }
  }

  #sweep(present: ReadonlySet<string>): void {
    if (!this.#settled) return;
    for (const participant of this.participants.values()) {
      if (!present.has(participant.id)) this.left(participant.id, "left");
      else
        this.unpublished(
          participant.id,
          [...participant.tracks.values()].filter((track) => !this.#confirmed.has(track)).map(({ id }) => id),
        );
    }
  }

  #tell<Name extends RosterEvent>(event: Name, ...args: RoomEvents[Name]): void {
    if (!this.#quiet) this.#hooks.emit(event, ...args);
  }
}
