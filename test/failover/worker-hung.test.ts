// A media worker is stopped with SIGSTOP inside a node that is well: no exit, no error, only silence.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { wallClockMs } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";

/** Half a second until it is found out, and far more for a busy machine than the benchmark shows. */
const generousGapMs = 3_500;
const settledAfterMs = 2_500;

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 1, workers: 2 });
});
afterAll(() => lab?.close());
afterEach((context) => lab.endTest(context));

test("a call goes on each time the worker that carries it is stopped", async () => {
  const callers = await lab.call(["ann", "ben", "cem"]);
  const [node] = lab.cluster.nodes;
  for (let stop = 1; stop <= 3; stop++) {
    const atMs = node!.hangWorker(await lab.workerSlot(callers[0]!));
    for (const caller of callers) {
      const recovered = await caller.waitForEvent("recovered", atMs);
      expect(recovered, `stop ${stop}, ${caller.identity}`).toMatchObject({ cause: "worker_died", toNode: node!.id });
    }
    await allSeeAndHearAll(callers);
    await sleep(Math.max(0, atMs + settledAfterMs - wallClockMs()));
    await expectSeenAsOneCall(callers, atMs);
    for (const receiver of callers) {
      for (const sender of callers) {
        if (sender === receiver) continue;
        const { longestGapMs } = await receiver.pictures(sender, atMs - 500);
        expect(longestGapMs, `stop ${stop}, ${receiver.identity} sees ${sender.identity}`).toBeLessThan(generousGapMs);
      }
    }
    await node!.waitForWorkers();
  }
});
