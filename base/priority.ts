import { setPriority } from "node:os";
import type { Logger } from "./logger.ts";

/**
 * Asks the kernel to run this process, and those it starts from now on, before others (setpriority(2); -20 first, 19
 * last). Media and heartbeats are a few milliseconds of work that must not wait behind somebody's compiler. Raising it
 * takes root or CAP_SYS_NICE; without, the process goes on as it is.
 */
export function runAtNiceness(niceness: number, log: Logger): void {
  if (niceness === 0) return;
  try {
    setPriority(niceness);
  } catch (error) {
    log.debug({ niceness, err: error }, "the process keeps its ordinary priority");
  }
}
