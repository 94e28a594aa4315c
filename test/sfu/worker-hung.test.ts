import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { afterEach, expect, test } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { attachSession } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";

const workerDied = 3;
/** 400 to 500 ms from the stop to the kill, and what a busy machine adds. */
const detectedWithinMs = 1_000;
/** Silence after which a worker is suspected (workers/hang-watch.ts). */
const lookedAtMs = 400;
/** Without a core for longer than that, again and again; the kernel lets real-time processes have 950 ms of a second. */
const takenMs = 800;
const givenBackMs = 100;
const starvedMs = 5_000;

let node: Node | undefined;
let replica: TestReplica | undefined;
const hogs: ChildProcess[] = [];
afterEach(async () => {
  for (const hog of hogs.splice(0)) hog.kill("SIGKILL");
  replica?.terminate();
  await node?.close();
});

async function start(workers: number): Promise<{ node: Node; replica: TestReplica }> {
  ({ node } = await startTestNode({ workers }));
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
  return { node, replica };
}

async function attach(to: TestReplica, room: string, epoch = 1): Promise<string | undefined> {
  const sessions = [attachSession(`${room}.ann`, "ann")];
  const { results } = await to.caller.request("attach", { room, epoch, cause: epoch > 1 ? workerDied : 1, sessions });
  return results![0]!.outcome;
}

test("a stopped worker is killed within a second, and its rooms come back; the other worker's go on", async () => {
  const { node, replica } = await start(2);
  await attach(replica, "r0");
  await attach(replica, "r1");
  const [stopped, other] = node.workerPids as [number, number];
  const stoppedMs = performance.now();
  process.kill(stopped, "SIGSTOP");
  const { roomsLost } = await replica.event("roomsLost");
  expect(performance.now() - stoppedMs).toBeLessThan(detectedWithinMs);
  expect(roomsLost).toMatchObject({ rooms: [{ room: "r0" }], liveWorkers: 1, cause: "worker hung: stopped" });
  expect(() => process.kill(stopped, 0)).toThrow("ESRCH"); // fenced: it will not go on with the room
  expect(await attach(replica, "r0", 2)).toBe("offer");
  await replica.session("r1.ann", "restartIce", {});
  expect(node.workerPids).toContain(other);
});

test("a worker that was stopped for a moment only is left alone", async () => {
  const { node, replica } = await start(1);
  await attach(replica, "r");
  const [pid] = node.workerPids as [number];
  for (let stop = 0; stop < 3; stop++) {
    process.kill(pid, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 200));
    process.kill(pid, "SIGCONT");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await replica.session("r.ann", "restartIce", {});
  expect(node.workerPids).toEqual([pid]);
});

test("a worker that only gets no CPU is not killed, however long it takes to answer", async () => {
  const { node, replica } = await start(1);
  await attach(replica, "r");
  const [pid] = node.workerPids as [number];
  // A real-time process takes the worker's core, and gives it back for a moment only.
  const core = String(availableParallelism() - 1);
  const take = `for (;;) {
    for (const untilMs = performance.now() + ${takenMs}; performance.now() < untilMs;);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${givenBackMs});
  }`;
  execFileSync("taskset", ["--cpu-list", "--pid", core, String(pid)]);
  hogs.push(
    spawn("taskset", ["--cpu-list", core, "chrt", "--fifo", "1", process.execPath, "-e", take], { stdio: "inherit" }),
  );
  let suspected = 0;
  for (const untilMs = performance.now() + starvedMs; performance.now() < untilMs || suspected < 3;) {
    const askedMs = performance.now();
    await replica.session("r.ann", "restartIce", {});
    if (performance.now() - askedMs > lookedAtMs) suspected++;
    expect(hogs[0]!.exitCode).toBeNull(); // it may take the core
  }
  expect(node.workerPids).toEqual([pid]);
});
