import type { Clock } from "../../base/clock.ts";
import type { RoomName } from "../../proto/ids.ts";
import type { RoomSettings } from "../room-settings.ts";
import { type Placement, samePlacement, type Store } from "./store.ts";

/** How long the epoch of a room that was let go is remembered; far longer than any message is under way. */
const keepReleasedMs = 10 * 60_000;
const sweepEvery = 1_000;

/** The store of a single machine: everything in this process's memory. */
export class MemoryStore implements Store {
  readonly #clock: Clock;
  readonly #placements = new Map<RoomName, Placement & { writtenAtMs: number }>();
  readonly #settings = new Map<RoomName, RoomSettings>();
  #writes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async getPlacement(room: RoomName): Promise<Placement | undefined> {
    return this.#placements.get(room);
  }

  async swapPlacement(
    room: RoomName,
    expected: Placement | undefined,
    next: Placement,
  ): Promise<Placement | undefined> {
    const stored = this.#placements.get(room);
    if (!samePlacement(stored, expected) || next.epoch < (stored?.epoch ?? 0)) return stored;
    this.#placements.set(room, { ...next, writtenAtMs: this.#clock.nowMs() });
    if (++this.#writes % sweepEvery === 0) this.#sweep();
    return next;
  }

  async getRoomSettings(room: RoomName): Promise<RoomSettings | undefined> {
    return this.#settings.get(room);
  }

  async putRoomSettings(room: RoomName, settings: RoomSettings): Promise<void> {
    this.#settings.set(room, settings);
  }

  async deleteRoomSettings(room: RoomName): Promise<void> {
    this.#settings.delete(room);
  }

  async close(): Promise<void> {
    this.#placements.clear();
  }

  #sweep(): void {
    const oldestMs = this.#clock.nowMs() - keepReleasedMs;
    for (const [room, { nodeId, writtenAtMs }] of this.#placements) {
      if (nodeId === undefined && writtenAtMs < oldestMs) this.#placements.delete(room);
    }
  }
}
