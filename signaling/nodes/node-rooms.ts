// The rooms and epochs that a node holds, as its last messages tell.

import type { RoomName } from "../../proto/ids.ts";
import { roomDigest, sumDigests } from "../../proto/rooms-digest.ts";

export interface HeldRoom {
  readonly epoch: number;
  readonly sessions: number;
  /** Without hidden ones. */
  readonly participants: number;
  /** It is moving elsewhere, and closes when everybody has. */
  readonly leaving: boolean;
}

export class NodeRooms {
  readonly #rooms = new Map<RoomName, HeldRoom>();
  readonly #standbys = new Map<RoomName, HeldRoom>();
  /** Claims that are not believed: they count for the digest alone. By standby or not, and name. */
  readonly #doubted = new Map<string, number>();
  #digest = 0;
  #sessions = 0;

  get rooms(): ReadonlyMap<RoomName, HeldRoom> {
    return this.#rooms;
  }
  /** Rooms that it stands by for. */
  get standbys(): ReadonlyMap<RoomName, HeldRoom> {
    return this.#standbys;
  }
  /** Of all of them (proto/rooms-digest.ts). Kept up to date with each change: heartbeats are many, changes few. */
  get digest(): number {
    return this.#digest;
  }
  /** In its rooms, without those that leave or that it stands by for. Kept up to date likewise. */
  get sessions(): number {
    return this.#sessions;
  }

  /** Believed or not. */
  get claims(): number {
    return this.#rooms.size + this.#standbys.size + this.#doubted.size;
  }

  get(room: RoomName, standby: boolean): HeldRoom | undefined {
    return this.#map(standby).get(room);
  }

  set(room: RoomName, held: HeldRoom, standby: boolean): void {
    this.delete(room, standby);
    this.#map(standby).set(room, held);
    this.#digest = sumDigests(this.#digest, roomDigest({ room, epoch: held.epoch, standby }));
    if (!standby && !held.leaving) this.#sessions += held.sessions;
  }

  /** The node claims it at this epoch, which is not believed. */
  doubt(room: RoomName, epoch: number, standby: boolean): void {
    this.delete(room, standby);
    this.#doubted.set(`${standby} ${room}`, epoch);
    this.#digest = sumDigests(this.#digest, roomDigest({ room, epoch, standby }));
  }

  doubted(room: RoomName, epoch: number, standby: boolean): boolean {
    return this.#doubted.get(`${standby} ${room}`) === epoch;
  }

  delete(room: RoomName, standby: boolean): void {
    const doubted = this.#doubted.get(`${standby} ${room}`);
    if (doubted !== undefined) {
      this.#doubted.delete(`${standby} ${room}`);
      this.#digest = sumDigests(this.#digest, -roomDigest({ room, epoch: doubted, standby }));
    }
    const held = this.get(room, standby);
    if (!held) return;
    this.#map(standby).delete(room);
    this.#digest = sumDigests(this.#digest, -roomDigest({ room, epoch: held.epoch, standby }));
    if (!standby && !held.leaving) this.#sessions -= held.sessions;
  }

  clear(): void {
    this.#rooms.clear();
    this.#standbys.clear();
    this.#doubted.clear();
    this.#digest = 0;
    this.#sessions = 0;
  }

  #map(standby: boolean): Map<RoomName, HeldRoom> {
    return standby ? this.#standbys : this.#rooms;
  }
}
