import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** Keeps every core of the machine busy for a while, with more than one process each. */
export async function saturateCpu(processes: number, forMs: number): Promise<void> {
  const loops = Array.from({ length: processes }, () =>
    spawn(process.execPath, ["-e", `const end = Date.now() + ${forMs + 10_000}; while (Date.now() < end);`], {
      stdio: "ignore",
    }),
  );
  try {
    await sleep(forMs);
  } finally {
    for (const loop of loops) loop.kill("SIGKILL");
  }
}
