// Processes as /proc tells them: who is whose child, and how much CPU time was used.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** USER_HZ: clock ticks per second in /proc, 100 on every Linux of today. */
const ticksPerSecond = 100;

interface ProcessStat {
  pid: number;
  name: string;
  state: string;
  parentPid: number;
  sessionId: number;
  cpuSeconds: number;
}

function readStat(pid: number): ProcessStat | undefined {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (text === undefined) return undefined;
  // The name stands in parentheses and may hold anything, parentheses too.
  const nameEnd = text.lastIndexOf(")");
  const name = text.slice(text.indexOf("(") + 1, nameEnd);
  const fields = text.slice(nameEnd + 2).split(" ");
  return {
    pid,
    name,
    state: fields[0] ?? "",
    parentPid: Number(fields[1]),
    sessionId: Number(fields[3]),
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
  };
}

function allProcesses(): ProcessStat[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => readStat(Number(pid))).filter((stat) => stat !== undefined);
}

export function isAlive(pid: number): boolean {
  const stat = readStat(pid);
  return stat !== undefined && stat.state !== "Z";
}

/** Live children of a process, oldest first. */
export function childPids(pid: number, name?: RegExp): number[] {
  return allProcesses()
    .filter((stat) => stat.parentPid === pid && stat.state !== "Z" && (name === undefined || name.test(stat.name)))
    .map((stat) => stat.pid)
    .toSorted((a, b) => a - b);
}

/**
 * The processes, their live descendants, and what a session holds that one of them leads: a process whose parent has ended
 * is nobody's child any more, but still of its session.
 */
export function processFamilies(pids: Iterable<number>): Set<number> {
  const processes = allProcesses();
  const families = new Set(pids);
  for (let size = -1; size !== families.size;) {
    size = families.size;
    for (const { pid, parentPid, sessionId } of processes)
      if (families.has(parentPid) || families.has(sessionId)) families.add(pid);
  }
  return families;
}

/** CPU seconds used so far, by a process and each of its live descendants. */
export function treeCpuByPid(rootPid: number): Map<number, number> {
  const processes = allProcesses();
  const inTree = new Set([rootPid]);
  for (let size = 0; size !== inTree.size;) {
    size = inTree.size;
    for (const { pid, parentPid } of processes) if (inTree.has(parentPid)) inTree.add(pid);
  }
  return new Map(processes.filter(({ pid }) => inTree.has(pid)).map(({ pid, cpuSeconds }) => [pid, cpuSeconds]));
}

/** CPU seconds that the threads of one process have used so far, to the microsecond: /proc/PID/stat counts hundredths. */
export function cpuSecondsOf(pid: number): number {
  const folder = `/proc/${pid}/task`;
  const threads = attempt(() => readdirSync(folder)) ?? [];
  // The first field of schedstat is nanoseconds on a CPU (Linux, Documentation/scheduler/sched-stats.rst).
  const nanoseconds = threads.map((thread) => attempt(() => readFileSync(`${folder}/${thread}/schedstat`, "utf8")));
  return nanoseconds.reduce((sum, text) => sum + Number(text?.split(" ", 1)[0] ?? 0), 0) / 1e9;
}

/** CPU seconds that the whole machine has spent working since it started. */
export function machineCpuSeconds(): number {
  const [, ...fields] = (readFileSync("/proc/stat", "utf8").split("\n", 1)[0] ?? "").split(/\s+/);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = fields.map(Number);
  return (user + nice + system + irq + softirq) / ticksPerSecond;
}

/** Which of the processes has this UDP port open, on whatever address. */
export function udpPortOwner(pids: readonly number[], port: number): number | undefined {
  const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
  // Columns of /proc/net/udp: sl local_address rem_address st queues tr tm->when retrnsmt uid timeout inode ...
  const rows = readFileSync("/proc/net/udp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const inodes = new Set(rows.filter((row) => row[1]?.endsWith(`:${hexPort}`)).map((row) => `socket:[${row[9]}]`));
  return pids.find((pid) => openFiles(pid).some((file) => inodes.has(file)));
}

/** Files and sockets may close, and the process end, while we look. */
function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  const fds = attempt(() => readdirSync(folder)) ?? [];
  return fds.map((fd) => attempt(() => readlinkSync(`${folder}/${fd}`)) ?? "");
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
