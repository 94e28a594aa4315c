// A distributed store that nobody waits for: each call has a short deadline, and none is made while the store is away.

import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { RoomName } from "../../proto/ids.ts";
import { type Circuit, nextCircuit, openCircuit, type StoreOutcome } from "./circuit.ts";
import type { LiveKey, RevokedKey, StoredKey } from "../keys/api-key.ts";
import type { RoomSettings } from "../room-settings.ts";
import type { KnownRoom, NodeLease, Placement, Store, StoreHint } from "./store.ts";

const defaultCallMs = 150;
const defaultWaitMs = 2_000;
/** While it is away; and while it is there, so that one which takes nothing is found before it is needed. */
const probeAwayMs = 200;
const probeUpMs = 1_000;
/** Probes that get no answer at all: the connection itself may be dead without a sign of it. */
const silentProbes = 8;
const maxSettings = 10_000;

/** What is guarded; its calls reject with whatever its client library throws. */
export interface UnguardedStore extends Omit<Store, "up"> {
  /** Writes something, as only that shows a store that is full or read-only. */
  probe(): Promise<void>;
  /** Drops the connection and makes another. */
  reconnect(): void;
}

class Late extends Error {}

export class GuardedStore implements Store {
  readonly #inner: UnguardedStore;
  readonly #log: Logger;
  readonly #callMs: number;
  readonly #listeners: ((hint: StoreHint) => void)[] = [];
  /** As last read: a room stays hot while the store is away. */
  readonly #settings = new Map<RoomName, RoomSettings | undefined>();
  #circuit: Circuit = openCircuit;
  #lateAtMs = 0;
  #silent = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(inner: UnguardedStore, log: Logger, callMs: number) {
    this.#inner = inner;
    this.#log = log;
    this.#callMs = callMs;
  }

  /** Waits for the store so long at first; without it, a replica starts as well. `callMs`: what a call may take. */
  static async create(
    inner: UnguardedStore,
    log: Logger,
    { waitMs = defaultWaitMs, callMs = defaultCallMs } = {},
  ): Promise<GuardedStore> {
    const store = new GuardedStore(inner, log, callMs);
    inner.watch((hint) => store.#tell(hint));
    const startedMs = performance.now();
    do {
      await store.#probe();
      if (store.up) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    } while (performance.now() - startedMs < waitMs);
    if (!store.up) log.error("the cluster store does not answer: starting without it");
    store.#probeAgain();
    return store;
  }

  get up(): boolean {
    return !this.#circuit.open;
  }

  getPlacement(room: RoomName): Promise<Placement | undefined> {
    return this.#call(() => this.#inner.getPlacement(room));
  }

  swapPlacement(room: RoomName, expected: Placement | undefined, next: Placement): Promise<Placement | undefined> {
    return this.#call(() => this.#inner.swapPlacement(room, expected, next));
  }

  restorePlacements(rooms: readonly KnownRoom[]): Promise<(Placement | undefined)[]> {
    return this.#call(() => this.#inner.restorePlacements(rooms));
  }

  leaseNode(lease: NodeLease, ttlMs: number): Promise<void> {
    return this.#call(() => this.#inner.leaseNode(lease, ttlMs));
  }

  listNodes(): Promise<NodeLease[]> {
    return this.#call(() => this.#inner.listNodes());
  }

  async getRoomSettings(room: RoomName): Promise<RoomSettings | undefined> {
    try {
      return this.#remember(room, await this.#call(() => this.#inner.getRoomSettings(room)));
    } catch (error) {
      if (this.#settings.has(room)) return this.#settings.get(room);
      throw error;
    }
  }

  async changeRoomSettings(
    room: RoomName,
    change: (before: RoomSettings | undefined) => RoomSettings,
  ): Promise<RoomSettings | undefined> {
    const before = await this.#call(() => this.#inner.changeRoomSettings(room, change));
    this.#remember(room, change(before));
    return before;
  }

  async deleteRoomSettings(room: RoomName): Promise<void> {
    await this.#call(() => this.#inner.deleteRoomSettings(room));
    this.#remember(room, undefined);
  }

  listKeys(): Promise<StoredKey[]> {
    return this.#call(() => this.#inner.listKeys());
  }

  addKey(key: LiveKey): Promise<void> {
    return this.#call(() => this.#inner.addKey(key));
  }

  revokeKey(key: RevokedKey): Promise<void> {
    return this.#call(() => this.#inner.revokeKey(key));
  }

  forgetKey(id: string): Promise<void> {
    return this.#call(() => this.#inner.forgetKey(id));
  }

  watch(listener: (hint: StoreHint) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#listeners.length = 0;
    await this.#inner.close();
  }

  /** @throws HoldfastError store_unavailable */
  async #call<T>(run: () => Promise<T>): Promise<T> {
    if (this.#circuit.open) throw new HoldfastError("store_unavailable");
    const startedMs = performance.now();
    try {
      const value = await withinTime(run(), this.#callMs);
      this.#note("answered");
      return value;
    } catch (cause) {
      const late = cause instanceof Late;
      // Calls that waited side by side have seen one and the same delay.
      if (!late || startedMs >= this.#lateAtMs) this.#note(late ? "late" : "refused", cause);
      if (late) this.#lateAtMs = performance.now();
      throw new HoldfastError("store_unavailable", undefined, { cause });
    }
  }

  #probeAgain(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(
      () => void this.#probe().then(() => this.#probeAgain()),
      this.up ? probeUpMs : probeAwayMs,
    ).unref();
  }

  async #probe(): Promise<void> {
    try {
      await withinTime(this.#inner.probe(), this.#callMs);
      this.#silent = 0;
      this.#note("answered");
    } catch (cause) {
      const late = cause instanceof Late;
      this.#note(late ? "late" : "refused", cause);
      this.#silent = late ? this.#silent + 1 : 0;
      if (this.#silent < silentProbes || this.#closed) return;
      this.#silent = 0;
      this.#inner.reconnect();
    }
  }

  #note(outcome: StoreOutcome, cause?: unknown): void {
    const before = this.#circuit;
    this.#circuit = nextCircuit(before, outcome);
    if (this.#closed || before.open === this.#circuit.open) return;
    if (this.#circuit.open) {
      const why = cause instanceof Error ? cause.message : String(cause);
      this.#log.error({ why }, "the cluster store is away: placements are decided without it");
    } else {
      this.#log.info("the cluster store is back");
      this.#tell({ kind: "returned" });
    }
  }

  #tell(hint: StoreHint): void {
    // A connection that came back is no use before the store has taken something over it.
    if (hint.kind === "returned" && !this.up) return;
    for (const listener of this.#listeners) listener(hint);
  }

  #remember(room: RoomName, settings: RoomSettings | undefined): RoomSettings | undefined {
    this.#settings.delete(room); // a Map keeps insertion order: the room moves to the young end
    this.#settings.set(room, settings);
    if (this.#settings.size > maxSettings) this.#settings.delete(this.#settings.keys().next().value!);
    return settings;
  }
}

async function withinTime<T>(call: Promise<T>, callMs: number): Promise<T> {
  call.catch(() => {}); // It may fail after its time is over, when nobody listens any more.
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`no answer within ${callMs} ms`)), callMs);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
