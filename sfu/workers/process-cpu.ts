import { readFileSync } from "node:fs";

/** Linux reports process times in units of 1/100 s, whatever the kernel's own tick (proc(5), sysconf(_SC_CLK_TCK)). */
const tickMs = 10;

/** Milliseconds of CPU that the process has used (proc(5), fields 14 and 15), or undefined when it is gone. */
export function readCpuTimeMs(pid: number): number | undefined {
  try {
    return parseCpuTimeMs(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return undefined;
  }
}

export function parseCpuTimeMs(stat: string): number | undefined {
  // The second field is the command's name in brackets, which may hold blanks and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isFinite(ticks) ? ticks * tickMs : undefined;
}

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
