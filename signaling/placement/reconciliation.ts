// Keeps the store and what this replica knows of rooms in agreement, in both directions: what the store has lost while it
// was away or was turned back comes back, and what others have placed is followed. Hints say where to look first; the
// walk over all rooms is what finds the rest.

import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { RoomName } from "../../proto/ids.ts";
import { type KnownRoom, type Placement, samePlacement, type Store } from "../store/store.ts";
import type { KnownPlacements } from "./known-placements.ts";
import type { Placed } from "./placement.ts";
import { newestPlacement } from "./placement-order.ts";

const tickMs = 250;
/** Rooms of the walk at each tick, and how long a walk takes at least: a few hundred reads a second at most. */
const walkRooms = 100;
const walkAgainMs = 5_000;
/** Rooms under way at once when all of them are looked at, and in one call to a store that has come back. */
const atOnce = 256;
const restoredAtOnce = 500;
const maxSwaps = 3;

/** What holds afterwards, in the store and here. @throws HoldfastError store_unavailable */
export async function agreeWithStore(
  store: Store,
  known: KnownPlacements,
  room: RoomName,
): Promise<Placement | undefined> {
  let stored = await store.getPlacement(room);
  for (let attempt = 0; attempt < maxSwaps; attempt++) {
    const newest = newestPlacement(room, stored, known.get(room));
    if (!newest || samePlacement(stored, newest)) break;
    stored = await store.swapPlacement(room, stored, newest);
  }
  if (stored) known.note(room, stored);
  return stored;
}

export interface ReconciliationDeps {
  store: Store;
  known: KnownPlacements;
  /** The store says that the room is there; `isNews` if this replica did not know. */
  onPlaced(room: RoomName, placed: Placed, isNews: boolean): void;
  nowMs(): number;
  log: Logger;
}

export class Reconciliation {
  readonly #deps: ReconciliationDeps;
  readonly #timer: NodeJS.Timeout;
  readonly #due = new Set<RoomName>();
  #walk: Iterator<RoomName> | undefined;
  #walkedAtMs = Number.NEGATIVE_INFINITY;
  #busy = false;

  constructor(deps: ReconciliationDeps) {
    this.#deps = deps;
    deps.store.watch((hint) => {
      if (hint.kind === "returned") void this.#all();
      // Rooms that nobody here has to do with are not this replica's business.
      else if (hint.kind === "placement" && deps.known.get(hint.room)) this.#due.add(hint.room);
    });
    this.#timer = setInterval(() => void this.#tick(), tickMs).unref();
  }

  /** Looks at the room with the next tick. */
  look(room: RoomName): void {
    this.#due.add(room);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    if (this.#busy || !this.#deps.store.up) return;
    const due = [...this.#due];
    this.#due.clear();
    const nowMs = this.#deps.nowMs();
    if (!this.#walk && nowMs - this.#walkedAtMs >= walkAgainMs) {
      this.#walk = this.#deps.known.rooms();
      this.#walkedAtMs = nowMs;
    }
    while (this.#walk && due.length < walkRooms) {
      const { value, done } = this.#walk.next();
      if (done) this.#walk = undefined;
      else due.push(value);
    }
    await this.#lookAt(due);
  }

  /** The store may have forgotten anything, or may never have heard of it. */
  async #all(): Promise<void> {
    const startedMs = this.#deps.nowMs();
    const rooms = [...this.#deps.known.rooms()];
    const differing: RoomName[] = [];
    for (let first = 0; first < rooms.length && this.#deps.store.up; first += restoredAtOnce)
      differing.push(...(await this.#restore(rooms.slice(first, first + restoredAtOnce))));
    await this.#lookAt(differing);
    const tookMs = Math.round(this.#deps.nowMs() - startedMs);
    if (this.#deps.store.up) this.#deps.log.info({ rooms: rooms.length, tookMs }, "placements agree with the store");
  }

  /** Writes what the store has lost, many at once; returns the rooms of which it has something else than is known here. */
  async #restore(rooms: readonly RoomName[]): Promise<RoomName[]> {
    const { store, known } = this.#deps;
    const wanted = rooms.flatMap((room): KnownRoom[] => {
      const placement = newestPlacement(room, undefined, known.get(room));
      return placement ? [[room, placement]] : [];
    });
    // One that is away again will be told of when it is back.
    const stored = await store.restorePlacements(wanted).catch(() => []);
    return wanted.flatMap(([room], index) => {
      const before = known.get(room);
      const newest = newestPlacement(room, stored[index], before);
      if (!newest || !samePlacement(stored[index], newest)) return [room];
      known.note(room, newest);
      this.#tell(room, before, newest);
      return [];
    });
  }

  async #lookAt(rooms: readonly RoomName[]): Promise<void> {
    this.#busy = true;
    try {
      for (let first = 0; first < rooms.length && this.#deps.store.up; first += atOnce) {
        await Promise.all(rooms.slice(first, first + atOnce).map((room) => this.#one(room)));
      }
    } finally {
      this.#busy = false;
    }
  }

  async #one(room: RoomName): Promise<void> {
    const { store, known, log } = this.#deps;
    try {
      const before = known.get(room);
      this.#tell(room, before, await agreeWithStore(store, known, room));
    } catch (error) {
      // Its return is a reason to look again.
      const { code } = HoldfastError.from(error);
      if (code !== "store_unavailable") log.error({ room, err: error }, "the placement could not be reconciled");
    }
  }

  #tell(room: RoomName, before: Placement | undefined, stored: Placement | undefined): void {
    if (stored?.nodeId === undefined) return;
    const isNews = stored.nodeId !== before?.nodeId || stored.epoch !== before.epoch;
    this.#deps.onPlaced(room, { nodeId: stored.nodeId, epoch: stored.epoch }, isNews);
  }
}
