import { readFileSync } from "node:fs";

/** Linux reports process times in units of 1/100 s, whatever the kernel's own tick (proc(5), sysconf(_SC_CLK_TCK)). */
const tickMs = 10;

export interface ProcessStat {
  /** By a signal (state T). In a debugger's hands it is not (state t). */
  stopped: boolean;
  /** CPU time that it has used. */
  cpuMs: number;
}

/** What the kernel says of a process (proc(5), fields 3, 14 and 15 of its stat), or undefined when it is gone. */
export function readProcessStat(pid: number): ProcessStat | undefined {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return undefined;
  }
}

export function parseProcessStat(stat: string): ProcessStat | undefined {
  // The second field is the command's name in brackets, which may hold blanks and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isFinite(ticks) ? { stopped: fields[0] === "T", cpuMs: ticks * tickMs } : undefined;
}
