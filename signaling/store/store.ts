import type { ProvedAnnouncement } from "../../base/announcement.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { LiveKey, RevokedKey, StoredKey } from "../keys/api-key.ts";
import type { RoomSettings } from "../room-settings.ts";

/** Where a room is. `nodeId` is undefined once the room was let go: the epoch is kept, so that it never goes down. */
export interface Placement {
  readonly nodeId: NodeId | undefined;
  readonly epoch: number;
  /** Where its standby paths are, if it has any. */
  readonly standby?: NodeId | undefined;
}

export type KnownRoom = readonly [room: RoomName, placement: Placement];

/** Epochs travel as uint32; one above this was not counted up by Holdfast. */
export const maxEpoch = 2 ** 31;

/** A node that is there, and where replicas reach it: what it announced itself, with its proof. */
export interface NodeLease extends ProvedAnnouncement {
  readonly nodeId: NodeId;
}

/** Something may have changed. Hints get lost: whoever takes them looks for itself from time to time as well. */
export type StoreHint =
  | { kind: "placement"; room: RoomName }
  | { kind: "nodes" }
  | { kind: "keys" }
  /** The store can be reached again, and may have forgotten anything. */
  | { kind: "returned" };

/**
 * What the cluster store does. A call never needs it to keep going; it is for finding and arbitrating.
 * Every method but `watch` and `close` may reject with `store_unavailable`.
 */
export interface Store {
  /** Whether it answers, and takes what is written, as far as is known. */
  readonly up: boolean;
  getPlacement(room: RoomName): Promise<Placement | undefined>;
  /**
   * Writes `next` if what is stored still is `expected` (undefined = nothing), and the epoch does not go down.
   * Resolves with what is stored afterwards: the caller has won when it is what it wrote.
   */
  swapPlacement(room: RoomName, expected: Placement | undefined, next: Placement): Promise<Placement | undefined>;
  /**
   * Writes each where nothing is stored, and resolves with what is stored then, in their order. Nobody is told: each replica
   * brings back by itself what it knows.
   */
  restorePlacements(rooms: readonly KnownRoom[]): Promise<(Placement | undefined)[]>;
  /** The node is there for so long; to be repeated before that. */
  leaseNode(lease: NodeLease, ttlMs: number): Promise<void>;
  /** Nodes whose lease has not run out. */
  listNodes(): Promise<NodeLease[]>;
  getRoomSettings(room: RoomName): Promise<RoomSettings | undefined>;
  /** In one step: nobody else's change between reading and writing is lost. Resolves with what was there before. */
  changeRoomSettings(
    room: RoomName,
    change: (before: RoomSettings | undefined) => RoomSettings,
  ): Promise<RoomSettings | undefined>;
  deleteRoomSettings(room: RoomName): Promise<void>;
  listKeys(): Promise<StoredKey[]>;
  /** Changes nothing if there is one with this id, live or revoked. */
  addKey(key: LiveKey): Promise<void>;
  revokeKey(key: RevokedKey): Promise<void>;
  forgetKey(id: string): Promise<void>;
  /** Tells of changes that others make, and its own. */
  watch(listener: (hint: StoreHint) => void): void;
  close(): Promise<void>;
}

export function samePlacement(a: Placement | undefined, b: Placement | undefined): boolean {
  return a?.epoch === b?.epoch && a?.nodeId === b?.nodeId && a?.standby === b?.standby;
}
