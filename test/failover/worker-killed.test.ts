// A media worker is killed with SIGKILL inside a node that stays alive. Only its rooms move, and first within the node.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { wallClockMs } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { expectUndisturbed } from "../harness/undisturbed.ts";

const generousGapMs = 3000;
const settledAfterMs = 2500;

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 1, workers: 2 });
});
afterAll(() => lab?.close());
afterEach((context) => lab.endTest(context));

describe("a media worker killed with SIGKILL", () => {
  test("three times in a row in one call, which goes on each time on the same node", async () => {
    const callers = await lab.call(["ann", "ben", "cem"]);
    const [node] = lab.cluster.nodes;
    for (let kill = 1; kill <= 3; kill++) {
      const atMs = node!.killWorker(await lab.workerSlot(callers[0]!));
      for (const caller of callers) {
        const recovered = await caller.waitForEvent("recovered", atMs);
        expect(recovered, `kill ${kill}, ${caller.identity}`).toMatchObject({
          cause: "worker_died",
          fromNode: node!.id,
          toNode: node!.id,
        });
      }
      await allSeeAndHearAll(callers);
      await sleep(Math.max(0, atMs + settledAfterMs - wallClockMs()));
      await expectSeenAsOneCall(callers, atMs);
      for (const receiver of callers) {
        for (const sender of callers) {
          if (sender === receiver) continue;
          expect((await receiver.pictures(sender, atMs - 500)).longestGapMs).toBeLessThan(generousGapMs);
        }
      }
      await node!.waitForWorkers();
    }
    expect(node!.running).toBe(true);
  });

  test("a call on the node's other worker notices nothing", async () => {
    const callers = await lab.call(["ann", "ben"]);
    const slot = await lab.workerSlot(callers[0]!);
    const neighbours = await lab.callOnAnotherWorker(["eva", "fox"], slot);
    const sinceMs = wallClockMs();
    const atMs = lab.cluster.nodes[0]!.killWorker(slot);
    await Promise.all(callers.map((caller) => caller.waitForEvent("recovered", atMs)));
    await sleep(1000);
    await expectUndisturbed(neighbours, sinceMs);
    for (const neighbour of neighbours) expect(await neighbour.events(undefined, sinceMs)).toEqual([]);
  });
});
