// A process on a machine: its timers end with it, and wait while it is stopped.

import { Host, type HostKind, type Network } from "./network.ts";

export class SimProcess {
  readonly host: Host;
  readonly network: Network;
  alive = false;
  #boot = 0;

  constructor(kind: HostKind, network: Network) {
    this.host = new Host(kind);
    this.network = network;
  }

  /** Counts its starts and ends. */
  get boot(): number {
    return this.#boot;
  }

  start(): void {
    this.#boot++;
    this.alive = true;
  }

  end(): void {
    this.alive = false;
    this.#boot++;
  }

  /** Unless the process is another one by then. */
  later(waitMs: number, run: () => void): void {
    const boot = this.#boot;
    this.network.time.after(waitMs, () =>
      this.whenAwake(() => {
        if (boot === this.#boot) run();
      }),
    );
  }

  whenAwake(run: () => void): void {
    if (this.host.stopped) this.host.whenGoesOn(run);
    else run();
  }

  /** Some milliseconds of work; longer while the process is slow or stopped. */
  async working([leastMs, mostMs]: readonly [number, number]): Promise<void> {
    const waitMs = this.network.random.between(leastMs, mostMs) + this.host.slowMs;
    await new Promise<void>((resolve) => void this.network.time.after(waitMs, () => this.whenAwake(resolve)));
  }
}
