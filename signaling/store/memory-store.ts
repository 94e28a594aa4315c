import type { Clock } from "../../base/clock.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { LiveKey, RevokedKey, StoredKey } from "../keys/api-key.ts";
import type { RoomSettings } from "../room-settings.ts";
import { type KnownRoom, type NodeLease, type Placement, samePlacement, type Store, type StoreHint } from "./store.ts";

/** How long the epoch of a room that was let go is remembered; far longer than any message is under way. */
export const keepReleasedMs = 10 * 60_000;
const sweepEvery = 1_000;

/** The store of a single machine: everything in this process's memory. */
export class MemoryStore implements Store {
  readonly up = true;
  readonly #clock: Clock;
  readonly #placements = new Map<RoomName, { placement: Placement; writtenAtMs: number }>();
  readonly #settings = new Map<RoomName, RoomSettings>();
  readonly #nodes = new Map<NodeId, { lease: NodeLease; endsAtMs: number }>();
  readonly #keys = new Map<string, StoredKey>();
  readonly #listeners: ((hint: StoreHint) => void)[] = [];
  #writes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async getPlacement(room: RoomName): Promise<Placement | undefined> {
    return this.#placements.get(room)?.placement;
  }

  async swapPlacement(
    room: RoomName,
    expected: Placement | undefined,
    next: Placement,
  ): Promise<Placement | undefined> {
    const stored = this.#placements.get(room)?.placement;
    if (!samePlacement(stored, expected) || next.epoch < (stored?.epoch ?? 0)) return stored;
    this.#placements.set(room, { placement: next, writtenAtMs: this.#clock.nowMs() });
    if (++this.#writes % sweepEvery === 0) this.#sweep();
    this.#hint({ kind: "placement", room });
    return next;
  }

  async restorePlacements(rooms: readonly KnownRoom[]): Promise<(Placement | undefined)[]> {
    return rooms.map(([room, placement]) => {
      const stored = this.#placements.get(room)?.placement;
      if (!stored) this.#placements.set(room, { placement, writtenAtMs: this.#clock.nowMs() });
      return stored ?? placement;
    });
  }

  async leaseNode(lease: NodeLease, ttlMs: number): Promise<void> {
    const known = this.#nodes.get(lease.nodeId)?.lease.url === lease.url;
    this.#nodes.set(lease.nodeId, { lease, endsAtMs: this.#clock.nowMs() + ttlMs });
    if (!known) this.#hint({ kind: "nodes" });
  }

  async listNodes(): Promise<NodeLease[]> {
    const nowMs = this.#clock.nowMs();
    for (const [nodeId, { endsAtMs }] of this.#nodes) if (endsAtMs <= nowMs) this.#nodes.delete(nodeId);
    return [...this.#nodes.values()].map(({ lease }) => lease);
  }

  async getRoomSettings(room: RoomName): Promise<RoomSettings | undefined> {
    return this.#settings.get(room);
  }

  async changeRoomSettings(
    room: RoomName,
    change: (before: RoomSettings | undefined) => RoomSettings,
  ): Promise<RoomSettings | undefined> {
    const before = this.#settings.get(room);
    this.#settings.set(room, change(before));
    return before;
  }

  async deleteRoomSettings(room: RoomName): Promise<void> {
    this.#settings.delete(room);
  }

  async listKeys(): Promise<StoredKey[]> {
    return [...this.#keys.values()];
  }

  async addKey(key: LiveKey): Promise<void> {
    if (this.#keys.has(key.id)) return;
    this.#keys.set(key.id, key);
    this.#hint({ kind: "keys" });
  }

  async revokeKey(key: RevokedKey): Promise<void> {
    this.#keys.set(key.id, key);
    this.#hint({ kind: "keys" });
  }

  async forgetKey(id: string): Promise<void> {
    this.#keys.delete(id);
  }

  watch(listener: (hint: StoreHint) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#listeners.length = 0;
  }

  #hint(hint: StoreHint): void {
    // Like a hint over the network: never before the call that caused it is done.
    setImmediate(() => this.#listeners.forEach((listener) => listener(hint)));
  }

  #sweep(): void {
    const oldestMs = this.#clock.nowMs() - keepReleasedMs;
    for (const [room, { placement, writtenAtMs }] of this.#placements) {
      if (placement.nodeId === undefined && writtenAtMs < oldestMs) this.#placements.delete(room);
    }
  }
}
