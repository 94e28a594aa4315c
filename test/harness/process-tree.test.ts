import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { childPids, cpuSecondsOf, isAlive, machineCpuSeconds, treeCpuByPid, udpPortOwner } from "./process-tree.ts";

describe("process tree", () => {
  test("finds a child and sees it gone", async () => {
    const child = spawn("sleep", ["30"]);
    await once(child, "spawn");
    expect(childPids(process.pid, /^sleep$/)).toContain(child.pid);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(isAlive(child.pid!)).toBe(false);
  });

  test("knows who has a UDP port", async () => {
    const socket = createSocket("udp4").bind(0, "127.0.0.1");
    await once(socket, "listening");
    const { port } = socket.address();
    expect(udpPortOwner([1, process.pid], port)).toBe(process.pid);
    socket.close();
    await once(socket, "close");
    expect(udpPortOwner([1, process.pid], port)).toBeUndefined();
  });

  test("counts CPU time", () => {
    const own = treeCpuByPid(process.pid).get(process.pid);
    expect(own).toBeGreaterThan(0);
    expect(machineCpuSeconds()).toBeGreaterThan(own!);
    // The two count differently, and threads that have ended are in the first only.
    expect(cpuSecondsOf(process.pid)).toBeGreaterThan(0);
  });
});
