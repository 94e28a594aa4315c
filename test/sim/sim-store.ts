// The cluster store as a server of its own, which may be slow, away, empty or turned back. What replicas make of that is
// the shipped guard around it.

import type { NodeId, ReplicaId, RoomName } from "../../proto/ids.ts";
import type { UnguardedStore } from "../../signaling/store/guarded-store.ts";
import {
  type KnownRoom,
  type NodeLease,
  type Placement,
  samePlacement,
  type StoreHint,
} from "../../signaling/store/store.ts";
import type { StoredKey } from "../../signaling/keys/api-key.ts";
import type { RoomSettings } from "../../signaling/room-settings.ts";
import { Host, type Network } from "./network.ts";

/** What a rewind goes back to. */
const saveEveryMs = 4_000;
const keepSnapshots = 6;

export class StoreServer {
  readonly host = new Host("store");
  /** Nobody listens. */
  down = false;
  placements = new Map<RoomName, Placement>();
  readonly settings = new Map<RoomName, RoomSettings>();
  readonly clients = new Set<StoreClient>();
  readonly #network: Network;
  readonly #placedBy = new Map<string, ReplicaId>();
  /** The newest last. */
  readonly #snapshots: { takenAtMs: number; placements: Map<RoomName, Placement> }[] = [];

  constructor(network: Network) {
    this.#network = network;
    this.#save();
  }

  /** Restored from an old backup, or failed over to a replica that was behind: epochs go back. */
  rewind(byMs: number): void {
    const atMs = this.#network.time.nowMs - byMs;
    const snapshot = this.#snapshots.findLast(({ takenAtMs }) => takenAtMs <= atMs) ?? this.#snapshots[0]!;
    this.placements = new Map(snapshot.placements);
  }

  wipe(): void {
    this.placements.clear();
  }

  /** The replica whose choice this placement was; undefined when none could write it down. */
  placedBy(room: RoomName, epoch: number, nodeId: NodeId): ReplicaId | undefined {
    return this.#placedBy.get(`${room} ${epoch} ${nodeId}`);
  }

  swap(room: RoomName, expected: Placement | undefined, next: Placement, by: ReplicaId): Placement | undefined {
    const stored = this.placements.get(room);
    if (!samePlacement(stored, expected) || next.epoch < (stored?.epoch ?? 0)) return stored;
    this.placements.set(room, next);
    const key = `${room} ${next.epoch} ${next.nodeId}`;
    if (!this.#placedBy.has(key)) this.#placedBy.set(key, by);
    for (const client of this.clients) client.hint({ kind: "placement", room });
    return next;
  }

  #save(): void {
    this.#snapshots.push({ takenAtMs: this.#network.time.nowMs, placements: new Map(this.placements) });
    if (this.#snapshots.length > keepSnapshots) this.#snapshots.shift();
    this.#network.time.after(saveEveryMs, () => this.#save());
  }
}

/** One replica's connection to it. */
export class StoreClient implements UnguardedStore {
  readonly #server: StoreServer;
  readonly #network: Network;
  readonly #host: Host;
  readonly #replicaId: ReplicaId;
  readonly #listeners: ((hint: StoreHint) => void)[] = [];
  #closed = false;

  constructor(server: StoreServer, network: Network, host: Host, replicaId: ReplicaId) {
    this.#server = server;
    this.#network = network;
    this.#host = host;
    this.#replicaId = replicaId;
    server.clients.add(this);
  }

  getPlacement(room: RoomName): Promise<Placement | undefined> {
    return this.#call((server) => server.placements.get(room));
  }

  swapPlacement(room: RoomName, expected: Placement | undefined, next: Placement): Promise<Placement | undefined> {
    return this.#call((server) => server.swap(room, expected, next, this.#replicaId));
  }

  restorePlacements(rooms: readonly KnownRoom[]): Promise<(Placement | undefined)[]> {
    return this.#call(({ placements }) =>
      rooms.map(([room, placement]) => {
        if (!placements.has(room)) placements.set(room, placement);
        return placements.get(room);
      }),
    );
  }

  async leaseNode(_lease: NodeLease, _ttlMs: number): Promise<void> {}

  async listNodes(): Promise<NodeLease[]> {
    return [];
  }

  getRoomSettings(room: RoomName): Promise<RoomSettings | undefined> {
    return this.#call((server) => server.settings.get(room));
  }

  async changeRoomSettings(): Promise<undefined> {}

  async deleteRoomSettings(): Promise<void> {}

  async listKeys(): Promise<StoredKey[]> {
    return [];
  }

  async addKey(): Promise<void> {}

  async revokeKey(): Promise<void> {}

  async forgetKey(): Promise<void> {}

  async probe(): Promise<void> {
    await this.#call(() => undefined);
  }

  reconnect(): void {}

  watch(listener: (hint: StoreHint) => void): void {
    this.#listeners.push(listener);
  }

  hint(hint: StoreHint): void {
    const { time } = this.#network;
    time.after(this.#network.latencyMs(this.#server.host, this.#host), () => {
      if (!this.#network.reaches(this.#server.host, this.#host)) return; // Hints get lost.
      for (const listener of this.#listeners) listener(hint);
    });
  }

  /** Its process is gone: what is still to be asked never is. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#server.clients.delete(this);
    this.#listeners.length = 0;
  }

  /** Refused when nobody listens; never answered over a link that is cut. A repeated command runs twice. */
  #call<T>(run: (server: StoreServer) => T): Promise<T> {
    const { time, random, repeatShare } = this.#network;
    const [server, network, host] = [this.#server, this.#network, this.#host];
    return new Promise((resolve, reject) => {
      time.after(network.latencyMs(host, server.host), () => {
        if (this.#closed || !network.reaches(host, server.host)) return;
        if (server.down) return reject(new Error("the store refuses connections"));
        time.after(server.host.slowMs, () => {
          let answer = run(server);
          // The answer got lost, and the client library asked again.
          if (random.chance(repeatShare)) answer = run(server);
          time.after(network.latencyMs(server.host, host), () => {
            if (network.reaches(host, server.host)) resolve(answer);
          });
        });
      });
    });
  }
}
