import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { childPids, isAlive, machineCpuSeconds, treeCpuSeconds } from "./process-tree.ts";

describe("process tree", () => {
  test("finds a child and sees it gone", async () => {
    const child = spawn("sleep", ["30"]);
    await once(child, "spawn");
    expect(childPids(process.pid, /^sleep$/)).toContain(child.pid);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(isAlive(child.pid!)).toBe(false);
  });

  test("counts CPU time", () => {
    expect(treeCpuSeconds(process.pid)).toBeGreaterThan(0);
    expect(machineCpuSeconds()).toBeGreaterThan(treeCpuSeconds(process.pid));
  });
});
