import type { ParticipantId, TrackId } from "../../proto/ids.ts";
import type { Participant } from "../../proto/model.ts";
import type { RemoteTrack } from "./remote-track.ts";

/** Somebody else in the room. It stays the same object until they leave, whatever happens to servers. */
export class RemoteParticipant {
  /** The identity in their token. */
  readonly id: ParticipantId;
  readonly joinedAtMs: number;
  #name: string;
  #metadata: string;
  readonly #tracks = new Map<TrackId, RemoteTrack>();

  /** @internal */
  constructor(participant: Participant) {
    this.id = (participant.id ?? "") as ParticipantId;
    this.joinedAtMs = participant.joinedAtMs ?? 0;
    this.#name = participant.name ?? "";
    this.#metadata = participant.metadata ?? "";
  }

  get name(): string {
    return this.#name;
  }

  get metadata(): string {
    return this.#metadata;
  }

  /** By track id. */
  get tracks(): ReadonlyMap<TrackId, RemoteTrack> {
    return this.#tracks;
  }

  /** @internal True when that changed anything. */
  update(name: string, metadata: string): boolean {
    const changed = name !== this.#name || metadata !== this.#metadata;
    this.#name = name;
    this.#metadata = metadata;
    return changed;
  }

  /** @internal */
  addTrack(track: RemoteTrack): void {
    this.#tracks.set(track.id, track);
  }

  /** @internal */
  removeTrack(trackId: string): void {
    this.#tracks.delete(trackId as TrackId);
  }
}
