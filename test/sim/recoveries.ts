// How long people were without media or without a server, by the fault that did it.

import type { FaultKind } from "./faults.ts";
import type { SimClient } from "./sim-client.ts";

export class Recoveries {
  /** Milliseconds without media, by cause; one number for each client hit. */
  readonly samples = new Map<FaultKind, number[]>();
  /** Clients whose media a fault might have touched. */
  readonly exposed = new Map<FaultKind, number>();
  readonly #nowMs: () => number;
  readonly #pending = new Map<SimClient, { kind: FaultKind; sinceMs: number }>();
  #served: readonly SimClient[] = [];

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** The fault is about to happen to what these clients need. */
  before(kind: FaultKind, clients: readonly SimClient[]): void {
    this.exposed.set(kind, (this.exposed.get(kind) ?? 0) + clients.length);
    this.#served = clients.filter((client) => client.served);
  }

  after(kind: FaultKind): void {
    for (const client of this.#served) {
      if (!client.served && !this.#pending.has(client)) this.#pending.set(client, { kind, sinceMs: this.#nowMs() });
    }
    this.#served = [];
  }

  changed(client: SimClient): void {
    const broken = this.#pending.get(client);
    // Who went offline, or left, is no measure of the servers any more.
    if (!broken || (!client.served && !client.ended && client.host.cutFrom.size === 0)) return;
    this.#pending.delete(client);
    if (!client.served) return;
    const samples = this.samples.get(broken.kind) ?? [];
    samples.push(this.#nowMs() - broken.sinceMs);
    this.samples.set(broken.kind, samples);
  }
}
