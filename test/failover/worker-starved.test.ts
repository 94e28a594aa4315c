// Not a hung worker: one that gets no CPU. It is not to be killed for what others do.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { afterEach, expect, test } from "vitest";
import type { Node } from "../../sfu/main.ts";
import { keep } from "../harness/keeper/keeper.ts";
import { attachSession } from "../sfu/test-media.ts";
import { clusterSecret, startTestNode } from "../sfu/test-node.ts";
import { TestReplica } from "../sfu/test-replica.ts";

/** Silence after which a worker is suspected (sfu/workers/hang-watch.ts). */
const lookedAtMs = 400;
/** Without a core for longer than that, again and again; the kernel lets real-time processes have 950 ms of a second. */
const takenMs = 800;
const givenBackMs = 100;
const starvedMs = 5_000;

let node: Node | undefined;
let replica: TestReplica | undefined;
let hog: ChildProcess | undefined;
afterEach(async () => {
  hog?.kill("SIGKILL");
  replica?.terminate();
  await node?.close();
});

test("a worker that only gets no CPU is not killed, however long it takes to answer", async () => {
  ({ node } = await startTestNode({ workers: 1 }));
  replica = await TestReplica.connect(node.controlPort, clusterSecret);
  const attach = { room: "r", epoch: 1, cause: 1, sessions: [attachSession("r.ann", "ann")] };
  await replica.caller.request("attach", attach);
  const [pid] = node.workerPids as [number];
  // A real-time process takes the worker's core, and gives it back for a moment only.
  const core = String(availableParallelism() - 1);
  const take = `for (;;) {
    for (const untilMs = performance.now() + ${takenMs}; performance.now() < untilMs;);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${givenBackMs});
  }`;
  execFileSync("taskset", ["--cpu-list", "--pid", core, String(pid)]);
  hog = spawn("taskset", ["--cpu-list", core, "chrt", "--fifo", "1", process.execPath, "-e", take], {
    stdio: "inherit",
  });
  keep(hog);
  let suspected = 0;
  for (const untilMs = performance.now() + starvedMs; performance.now() < untilMs || suspected < 3;) {
    const askedMs = performance.now();
    await replica.session("r.ann", "restartIce", {});
    if (performance.now() - askedMs > lookedAtMs) suspected++;
    expect(hog.exitCode).toBeNull(); // it may take the core
  }
  expect(node.workerPids).toEqual([pid]);
});
