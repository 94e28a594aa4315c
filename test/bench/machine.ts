// Facts about the machine, and how much of it others used meanwhile: absolute figures mean little without both.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { machineCpuSeconds, treeCpuByPid } from "../harness/process-tree.ts";

/** Each look reads some hundred files, which takes CPU time itself. */
const sampleEveryMs = 2000;
/** Above this share of all cores, on average, figures are not worth much. */
export const noisyFrom = 0.15;

export interface CpuUse {
  /** Shares of all cores, 0..1. */
  own: number;
  foreign: number;
  foreignMax: number;
  noisy: boolean;
}

export function machineFacts(chromiumPath: string): Record<string, unknown> {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    chromium: execFileSync(chromiumPath, ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim(),
  };
}

const nanosecondsPerMs = 1_000_000;

/**
 * How long this thread has waited for a core that others had, so far. The difference between two looks is no part of what
 * the thread did meanwhile. 0 where the kernel keeps no such count (CONFIG_SCHED_INFO).
 */
export function waitedForCoreMs(): number {
  try {
    const [, waitedNs = "0"] = readFileSync("/proc/thread-self/schedstat", "latin1").split(" ");
    return Number(waitedNs) / nanosecondsPerMs;
  } catch {
    return 0;
  }
}

/** Watches how the machine's CPU time divides between this process with its descendants and all others. */
export class CpuMeter {
  readonly #startedAtMs = performance.now();
  readonly #timer = setInterval(() => this.#sample(), sampleEveryMs).unref();
  #machineSeconds = machineCpuSeconds();
  #byPid = treeCpuByPid(process.pid);
  #sampledAtMs = performance.now();
  #ownSeconds = 0;
  #foreignSeconds = 0;
  #foreignMax = 0;

  stop(): CpuUse {
    clearInterval(this.#timer);
    this.#sample();
    const coreSeconds = ((performance.now() - this.#startedAtMs) / 1000) * cpus().length;
    const share = (seconds: number) => Math.round((seconds / coreSeconds) * 1000) / 1000;
    const foreign = share(this.#foreignSeconds);
    return { own: share(this.#ownSeconds), foreign, foreignMax: this.#foreignMax, noisy: foreign > noisyFrom };
  }

  #sample(): void {
    const machineSeconds = machineCpuSeconds();
    const byPid = treeCpuByPid(process.pid);
    const nowMs = performance.now();
    // What a process used between its last sample and its death is counted as foreign: at most two seconds of it.
    let own = 0;
    for (const [pid, seconds] of byPid) own += seconds - (this.#byPid.get(pid) ?? 0);
    const foreign = Math.max(0, machineSeconds - this.#machineSeconds - own);
    this.#ownSeconds += own;
    this.#foreignSeconds += foreign;
    const coreSeconds = ((nowMs - this.#sampledAtMs) / 1000) * cpus().length;
    if (coreSeconds > 0.2)
      this.#foreignMax = Math.max(this.#foreignMax, Math.round((foreign / coreSeconds) * 1000) / 1000);
    this.#machineSeconds = machineSeconds;
    this.#byPid = byPid;
    this.#sampledAtMs = nowMs;
  }
}
