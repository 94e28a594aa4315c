// How long people were without media or without a server, by the fault that did it.

import type { FaultKind } from "./fault-kinds.ts";
import type { SimClient } from "./sim-client.ts";

/** Who has a standby path, or should have, is counted apart. */
export type Suffered = FaultKind | `${FaultKind}, hot`;
export const suffered = (kind: FaultKind, hot: boolean): Suffered => (hot ? `${kind}, hot` : kind);

export class Recoveries {
  /** Milliseconds without media; one number for each client hit. */
  readonly samples = new Map<Suffered, number[]>();
  /** Clients whose media a fault might have touched. */
  readonly exposed = new Map<Suffered, number>();
  /** How often somebody's media stopped, for whatever reason but their own network's. */
  interruptions = 0;
  readonly #nowMs: () => number;
  readonly #pending = new Map<SimClient, { kind: FaultKind; sinceMs: number }>();
  readonly #inCall = new WeakSet<SimClient>();
  #served: readonly SimClient[] = [];

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** The fault is about to happen to what these clients need. */
  before(kind: FaultKind, clients: readonly SimClient[]): void {
    for (const { hot } of clients) {
      const key = suffered(kind, hot);
      this.exposed.set(key, (this.exposed.get(key) ?? 0) + 1);
    }
    this.#served = clients.filter((client) => client.served);
  }

  after(kind: FaultKind): void {
    for (const client of this.#served) {
      if (!client.served && !this.#pending.has(client)) this.#pending.set(client, { kind, sinceMs: this.#nowMs() });
    }
    this.#served = [];
  }

  /** True when its media has stopped just now. */
  changed(client: SimClient): boolean {
    this.#measure(client);
    if (client.served) this.#inCall.add(client);
    else if (this.#inCall.delete(client) && !client.ended && !client.host.impaired) {
      this.interruptions++;
      return true;
    }
    return false;
  }

  #measure(client: SimClient): void {
    const broken = this.#pending.get(client);
    // Who went offline, or left, is no measure of the servers any more.
    if (!broken || (!client.served && !client.ended && !client.host.impaired)) return;
    this.#pending.delete(client);
    if (!client.served) return;
    const key = suffered(broken.kind, client.hot);
    const samples = this.samples.get(key) ?? [];
    samples.push(this.#nowMs() - broken.sinceMs);
    this.samples.set(key, samples);
  }
}
