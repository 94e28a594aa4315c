/** How often a worker is asked for a sign of life. */
export const probeIntervalMs = 500;

/**
 * Questions' worth of silence after which a worker counts as hung: 2 s. Its media stands still as long as it does not
 * answer, but to kill one that is only starved of CPU would make things worse.
 */
const maxSilentTicks = 4;

/**
 * Decides whether a worker hangs. It counts its own ticks, not time: when the whole node was stopped (a debugger, a
 * suspended machine), the worker was not asked either, and is not to blame for the silence.
 */
export class HangWatch {
  #silentTicks: number | undefined;

  /** Call at every interval: asks when no question is open, waits for the open one, or gives up. */
  tick(): "ask" | "wait" | "hung" {
    if (this.#silentTicks === undefined) {
      this.#silentTicks = 0;
      return "ask";
    }
    return ++this.#silentTicks < maxSilentTicks ? "wait" : "hung";
  }

  answered(): void {
    this.#silentTicks = undefined;
  }
}
