// The node that carries a call gets SIGTERM, as at each deployment: its rooms move, then it ends by itself.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CallLab, allSeeAndHearAll } from "../harness/call-lab.ts";
import { expectUnnoticedChangeOver } from "../harness/change-over.ts";
import { wallClockMs } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 2, workers: 1 });
});
afterAll(() => lab?.close());
afterEach((context) => lab.endTest(context));

test("a node told to end is left without a pause, and ends with code 0", async () => {
  const callers = await lab.call(["ann", "ben"]);
  const nodeId = await callers[0]!.nodeId();
  const node = lab.cluster.node(nodeId);
  const atMs = wallClockMs();
  node.signal("SIGTERM");
  await waitUntil("the node has ended", () => (node.running ? notReady(node.logTail()) : ready(undefined)), {
    timeoutMs: 30_000,
  });
  expect(node.logTail(0)).toContain("ended with code 0");
  await allSeeAndHearAll(callers);
  for (const caller of callers) expect(await caller.nodeId()).not.toBe(nodeId);
  await expectSeenAsOneCall(callers, atMs);
  await expectUnnoticedChangeOver(callers, atMs);
});
