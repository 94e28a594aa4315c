// Does a media worker hang? One that was stopped or wedged gives no sign of its own, and mediasoup waits for its answers
// for ever. One that is only starved of CPU looks the same from here, but to kill it would make things worse: so a worker
// that does not answer is looked at the way the kernel sees it.

import type { ProcessStat } from "./process-stat.ts";

/** How often a worker is asked for a sign of life. */
export const probeIntervalMs = 100;

/** Silence after which the process is looked at: far beyond what a worker under full load takes. */
const patienceMs = 400;
/** CPU time spent since that look, and still no answer: its loop does not turn any more. */
const maxBusyMs = 1_000;
/** A worker that gets no CPU for so long carries no call either. Seen at 0.2% of a core: 0.8 s. */
const maxSilenceMs = 3_000;

/** Why a worker counts as hung: stopped by a signal, looping, or without any answer for too long. */
export type Hang = "stopped" | "looping" | "silent";

/**
 * Counts its own ticks, not time: when the whole node was stopped (a debugger, a suspended machine), the worker was not
 * asked either, and is not to blame for the silence.
 */
export class HangWatch {
  #silentTicks: number | undefined;
  #cpuAtFirstLookMs: number | undefined;

  /**
   * Call at every interval: asks when no question is open, waits for the open one, or gives up. `look` finds nothing when
   * the process is gone, which shows by itself.
   */
  tick(look: () => ProcessStat | undefined): "ask" | "wait" | Hang {
    if (this.#silentTicks === undefined) {
      this.#silentTicks = 0;
      return "ask";
    }
    const silentMs = ++this.#silentTicks * probeIntervalMs;
    if (silentMs < patienceMs) return "wait";
    const seen = look();
    if (!seen) return "wait";
    if (seen.stopped) return "stopped";
    this.#cpuAtFirstLookMs ??= seen.cpuMs;
    if (seen.cpuMs - this.#cpuAtFirstLookMs >= maxBusyMs) return "looping";
    return silentMs < maxSilenceMs ? "wait" : "silent";
  }

  answered(): void {
    this.#silentTicks = undefined;
    this.#cpuAtFirstLookMs = undefined;
  }
}
