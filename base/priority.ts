import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import type { Logger } from "./logger.ts";

/** A tenth of what an ordinary process gets of a core that both want: enough to get ready in a few seconds even then. */
const startingNiceness = 10;
const sessionFile = "/proc/self/autogroup";

interface Priority {
  own: number;
  /** Undefined when the session is not ours to set. */
  session: number | undefined;
}

/** As the process was started. */
let steppedBackFrom: Priority | undefined;

/**
 * Runs behind others until runAtNiceness(): to load a server's program and to warm it up takes a core for a second, and what
 * media others on this machine have to do is not to wait for that. Only where it can be taken back: that takes root or
 * CAP_SYS_NICE.
 */
export function stepBack(): void {
  try {
    const before = { own: getPriority(), session: leadsSession() ? sessionNiceness() : undefined };
    setPriority(Math.max(before.own - 1, -20));
    steppedBackFrom = before;
    setThreads(startingNiceness);
    if (before.session !== undefined) setSession(startingNiceness);
  } catch {
    // Not allowed, or another system.
  }
}

/**
 * Asks the kernel to run this process, those it has started already (`children`, by pid) and those it starts from now on
 * before others (setpriority(2); -20 first, 19 last). Media and heartbeats are a few milliseconds of work that must not
 * wait behind somebody's compiler. Raising it takes root or CAP_SYS_NICE; without, and at 0, the process goes on as it was
 * started.
 */
export function runAtNiceness(niceness: number, log: Logger, children: readonly number[] = []): void {
  const before = steppedBackFrom;
  steppedBackFrom = undefined;
  if (before) setThreads(before.own);
  const asked = niceness === 0 ? before : { own: niceness, session: leadsSession() ? niceness : undefined };
  if (!asked || takeUp(asked, children)) return;
  log.debug({ niceness }, "the process keeps its ordinary priority");
  if (before) takeUp(before, children);
}

/** False when that is not allowed, or a child has ended. */
function takeUp({ own, session }: Priority, children: readonly number[]): boolean {
  try {
    setPriority(own);
    if (session !== undefined) setSession(session);
    for (const pid of children) setPriority(pid, own);
    return true;
  } catch {
    return false;
  }
}

/** Linux counts niceness for each thread (setpriority(2), "C library/kernel differences"), and V8 has some of its own. */
function setThreads(niceness: number): void {
  for (const thread of readdirSync("/proc/self/task")) {
    try {
      setPriority(Number(thread), niceness);
    } catch {
      // It has ended in between.
    }
  }
}

function setSession(niceness: number): void {
  writeFileSync(sessionFile, String(niceness));
}

/**
 * Linux shares the CPU out among sessions first, unless control groups do, and niceness counts only inside of one
 * (sched(7), "The autogroup feature"). So a session of our own has to be moved as a whole; somebody's terminal has not.
 */
function leadsSession(): boolean {
  try {
    const stat = readFileSync("/proc/self/stat", "latin1");
    const [, , , session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(session) === process.pid && sessionNiceness() !== undefined;
  } catch {
    return false; // Another system, or a kernel without.
  }
}

/** From "/autogroup-25 nice 0". */
function sessionNiceness(): number | undefined {
  const [, niceness] = / nice (-?\d+)/.exec(readFileSync(sessionFile, "latin1")) ?? [];
  return niceness === undefined ? undefined : Number(niceness);
}
