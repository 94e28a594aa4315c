const windowMs = 1_000;

/** Share of one core over the last second, from samples taken more often than that. */
export class CpuMeter {
  #samples: { atMs: number; cpuMs: number }[] = [];

  /** Adds a sample and returns the share, 0..1. */
  add(atMs: number, cpuMs: number): number {
    this.#samples.push({ atMs, cpuMs });
    // Keep one sample at least a window old, to measure from.
    while (this.#samples.length > 2 && atMs - this.#samples[1]!.atMs >= windowMs) this.#samples.shift();
    const first = this.#samples[0]!;
    return atMs > first.atMs ? Math.min(1, Math.max(0, (cpuMs - first.cpuMs) / (atMs - first.atMs))) : 0;
  }
}
