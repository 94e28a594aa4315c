// The cluster store as a server of its own, which may be slow, away, empty or turned back. What replicas make of that is
// the shipped guard around it.

import type { RoomName } from "../../proto/ids.ts";
import type { UnguardedStore } from "../../signaling/store/guarded-store.ts";
import { type NodeLease, type Placement, samePlacement, type StoreHint } from "../../signaling/store/store.ts";
import type { StoredKey } from "../../signaling/keys/api-key.ts";
import type { RoomSettings } from "../../signaling/room-settings.ts";
import { Host, type Network } from "./network.ts";

export class StoreServer {
  readonly host = new Host("store");
  /** Nobody listens. */
  down = false;
  placements = new Map<RoomName, Placement>();
  readonly clients = new Set<StoreClient>();
  #snapshot = new Map<RoomName, Placement>();

  /** What a later `rewind` goes back to. */
  save(): void {
    this.#snapshot = new Map(this.placements);
  }

  /** Restored from an old backup, or failed over to a replica that was behind: epochs go back. */
  rewind(): void {
    this.placements = new Map(this.#snapshot);
  }

  wipe(): void {
    this.placements.clear();
  }

  swap(room: RoomName, expected: Placement | undefined, next: Placement): Placement | undefined {
    const stored = this.placements.get(room);
    if (!samePlacement(stored, expected) || next.epoch < (stored?.epoch ?? 0)) return stored;
    this.placements.set(room, next);
    for (const client of this.clients) client.hint({ kind: "placement", room });
    return next;
  }
}

/** One replica's connection to it. */
export class StoreClient implements UnguardedStore {
  readonly #server: StoreServer;
  readonly #network: Network;
  readonly #host: Host;
  readonly #listeners: ((hint: StoreHint) => void)[] = [];

  constructor(server: StoreServer, network: Network, host: Host) {
    this.#server = server;
    this.#network = network;
    this.#host = host;
    server.clients.add(this);
  }

  getPlacement(room: RoomName): Promise<Placement | undefined> {
    return this.#call((server) => server.placements.get(room));
  }

  swapPlacement(room: RoomName, expected: Placement | undefined, next: Placement): Promise<Placement | undefined> {
    return this.#call((server) => server.swap(room, expected, next));
  }

  async leaseNode(_lease: NodeLease, _ttlMs: number): Promise<void> {}

  async listNodes(): Promise<NodeLease[]> {
    return [];
  }

  getRoomSettings(_room: RoomName): Promise<RoomSettings | undefined> {
    return this.#call(() => undefined);
  }

  async putRoomSettings(): Promise<void> {}

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

  async close(): Promise<void> {
    this.#server.clients.delete(this);
    this.#listeners.length = 0;
  }

  /** Refused when nobody listens; never answered over a link that is cut. A repeated command runs twice. */
  #call<T>(run: (server: StoreServer) => T): Promise<T> {
    const { time, random, repeatShare } = this.#network;
    const [server, network, host] = [this.#server, this.#network, this.#host];
    return new Promise((resolve, reject) => {
      time.after(network.latencyMs(host, server.host), () => {
        if (!network.reaches(host, server.host)) return;
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
