import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRunning } from "./is-running.ts";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { freePorts } from "../harness/free-ports.ts";
import { clusterSecret } from "./test-node.ts";

let folder: string;
let child: ChildProcess | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void child?.kill("SIGKILL"));

interface Outcome {
  exitCode: number | null;
  stderr: string;
  /** What the node printed when it was ready. */
  workers: number[];
}

async function run(env: Record<string, string>, until: "ready" | "exit"): Promise<Outcome> {
  const first = await freePorts(2);
  const started = spawn(process.execPath, [join(import.meta.dirname, "node-process.ts")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      HOLDFAST_LOG_LEVEL: "silent",
      HOLDFAST_CLUSTER_SECRET: clusterSecret,
      HOLDFAST_WORKERS: "1",
      HOLDFAST_CONTROL_PORT: String(first),
      HOLDFAST_RTC_PORT: String(first + 1),
      ...env,
    },
  });
  child = started;
  let stderr = "";
  started.stderr!.on("data", (data: Buffer) => (stderr += data.toString()));
  return new Promise((resolve) => {
    started.stdout!.once("data", (data: Buffer) => {
      if (until === "ready")
        resolve({ exitCode: null, stderr, workers: (JSON.parse(data.toString()) as { workers: number[] }).workers });
    });
    started.once("close", (exitCode) => resolve({ exitCode, stderr, workers: [] }));
  });
}

function executable(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

async function gone(pid: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < 3_000; waitedMs += 20) {
    if (!isRunning(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

test.each([
  [
    "is missing",
    () => "/nowhere/mediasoup-worker",
    /^the media worker \/nowhere\/mediasoup-worker is missing or not executable/,
  ],
  ["ends at once", () => executable("ends", "#!/bin/sh\nexit 3\n"), /does not start/],
  ["is no program", () => executable("text", "hello"), /does not start/],
])("a worker binary that %s: one sentence, no stack trace, exit code 1", async (_name, binary, sentence) => {
  const { exitCode, stderr } = await run({ MEDIASOUP_WORKER_BIN: binary() }, "exit");
  expect(exitCode).toBe(1);
  expect(stderr.trim()).toMatch(sentence);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("an unknown key refuses to start", async () => {
  const { exitCode, stderr } = await run({ HOLDFAST_WORKRS: "2" }, "exit");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("unknown variable HOLDFAST_WORKRS; did you mean HOLDFAST_WORKERS?");
});

test("SIGTERM ends the node and its workers with code 0", async () => {
  const { workers } = await run({}, "ready");
  const exited = new Promise((resolve) => child!.once("exit", resolve));
  child!.kill("SIGTERM");
  expect(await exited).toBe(0);
  expect(await gone(workers[0]!)).toBe(true);
});

test("SIGKILL of the node ends its workers, too", async () => {
  const { workers } = await run({}, "ready");
  expect(isRunning(workers[0]!)).toBe(true);
  child!.kill("SIGKILL");
  expect(await gone(workers[0]!)).toBe(true);
});
