import { readFileSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import type { Logger } from "./logger.ts";

/**
 * Asks the kernel to run this process, those it has started already (`children`, by pid) and those it starts from now on
 * before others (setpriority(2); -20 first, 19 last). Media and heartbeats are a few milliseconds of work that must not
 * wait behind somebody's compiler. Raising it takes root or CAP_SYS_NICE; without, the process goes on as it is.
 */
export function runAtNiceness(niceness: number, log: Logger, children: readonly number[] = []): void {
  if (niceness === 0) return;
  try {
    setPriority(niceness);
    if (leadsSession()) writeFileSync("/proc/self/autogroup", String(niceness));
    for (const pid of children) setPriority(pid, niceness);
  } catch (error) {
    log.debug({ niceness, err: error }, "the process keeps its ordinary priority");
  }
}

/**
 * Linux shares the CPU out among sessions first, unless control groups do, and niceness counts only inside of one
 * (sched(7), "The autogroup feature"). So a session of our own has to be moved as a whole; somebody's terminal has not.
 */
function leadsSession(): boolean {
  try {
    const stat = readFileSync("/proc/self/stat", "latin1");
    const [, , , session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    readFileSync("/proc/self/autogroup");
    return Number(session) === process.pid;
  } catch {
    return false; // Another system, or a kernel without.
  }
}
