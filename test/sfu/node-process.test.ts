import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRunning } from "./is-running.ts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { freePorts } from "../harness/free-ports.ts";
import { keep } from "../harness/keeper/keeper.ts";
import { attachSession } from "./test-media.ts";
import { clusterSecret } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";

let folder: string;
let child: ChildProcess | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void child?.kill("SIGKILL"));

interface Outcome {
  exitCode: number | null;
  controlPort: number;
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
  keep(started);
  let stderr = "";
  started.stderr!.on("data", (data: Buffer) => (stderr += data.toString()));
  return new Promise((resolve) => {
    started.stdout!.once("data", (data: Buffer) => {
      if (until === "ready")
        resolve({
          exitCode: null,
          controlPort: first,
          stderr,
          workers: (JSON.parse(data.toString()) as { workers: number[] }).workers,
        });
    });
    started.once("close", (exitCode) => resolve({ exitCode, controlPort: first, stderr, workers: [] }));
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

function exitCodeAfter(signal: NodeJS.Signals): Promise<unknown> {
  const exited = new Promise((resolve) => child!.once("exit", resolve));
  child!.kill(signal);
  return exited;
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

test("SIGTERM ends a node without rooms at once, and its workers, with code 0", async () => {
  const { workers } = await run({}, "ready");
  expect(await exitCodeAfter("SIGTERM")).toBe(0);
  expect(await gone(workers[0]!)).toBe(true);
});

describe("a node with a room", () => {
  const draining = 2;
  let replica: TestReplica | undefined;
  afterEach(() => replica?.terminate());

  async function startWithRoom(env: Record<string, string> = {}): Promise<TestReplica> {
    const { controlPort } = await run(env, "ready");
    replica = await TestReplica.connect(controlPort, clusterSecret);
    const sessions = [attachSession("ann", "ann")];
    const { results } = await replica.caller.request("attach", { room: "r", epoch: 1, cause: 1, sessions });
    expect(results![0]!.outcome).toBe("offer");
    return replica;
  }

  const toldDraining = (by: TestReplica) =>
    by.event("heartbeat", ({ serving }) => serving?.state === draining && serving.why === "sigterm");

  test("drains at SIGTERM, and ends with code 0 when the room has moved", async () => {
    const replica = await startWithRoom();
    const exited = exitCodeAfter("SIGTERM");
    const { heartbeat } = await toldDraining(replica);
    expect(heartbeat.serving).toMatchObject({ drainRoomsTotal: 1 });
    expect(heartbeat.serving!.drainLeftMs).toBeGreaterThan(29 * 60_000);
    await expect(replica.caller.request("setServing", { state: 0 })).rejects.toMatchObject({ code: "shutting_down" });
    await replica.session("ann", "restartIce", {}); // the media worker goes on meanwhile
    await replica.caller.request("closeRoom", { room: "r", epoch: 1, graceMs: 10_000 });
    await replica.caller.request("detach", { sessionIds: ["ann"] });
    expect(await exited).toBe(0);
    await replica.event("heartbeat", ({ serving }) => serving?.why === "drained");
  });

  test.each(["SIGTERM", "SIGINT"] as const)("that drains ends at once at %s", async (signal) => {
    const replica = await startWithRoom();
    child!.kill("SIGTERM");
    await toldDraining(replica);
    expect(await exitCodeAfter(signal)).toBe(0);
    expect(await replica.closed).toBe(4413);
  });

  test("ends with what is left when the time is up", async () => {
    await startWithRoom({ HOLDFAST_DRAIN_TIMEOUT_MS: "500" });
    const startedMs = performance.now();
    expect(await exitCodeAfter("SIGTERM")).toBe(0);
    expect(performance.now() - startedMs).toBeGreaterThan(500);
  });

  test.each([
    ["SIGINT", {}],
    ["SIGTERM", { HOLDFAST_DRAIN_TIMEOUT_MS: "0" }],
  ] as const)("ends at once at %s with %j", async (signal, env) => {
    const replica = await startWithRoom(env);
    expect(await exitCodeAfter(signal)).toBe(0);
    expect(
      replica.events.filter((event) => event.body === "heartbeat" && event.heartbeat.serving?.state === draining),
    ).toEqual([]);
  });
});

test("SIGKILL of the node ends its workers, too", async () => {
  const { workers } = await run({}, "ready");
  expect(isRunning(workers[0]!)).toBe(true);
  child!.kill("SIGKILL");
  expect(await gone(workers[0]!)).toBe(true);
});
