import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { keep } from "./keeper/keeper.ts";

/** Keeps every core of the machine busy for a while, with more than one process each. */
export async function saturateCpu(processes: number, forMs: number): Promise<void> {
  const loops = Array.from({ length: processes }, () =>
    spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }),
  );
  for (const loop of loops) keep(loop);
  try {
    await sleep(forMs);
  } finally {
    for (const loop of loops) loop.kill("SIGKILL");
  }
}
