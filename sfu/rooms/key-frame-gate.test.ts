import { expect, test } from "vitest";
import { comingMs, gatherMs, type GateReceiver, KeyFrameGate } from "./key-frame-gate.ts";

/** Receivers that were created at 0, by when they got ready; undefined = not yet. */
function gateWith(...readyAtMs: (number | undefined)[]): KeyFrameGate<GateReceiver> {
  const gate = new KeyFrameGate<GateReceiver>();
  const receivers = readyAtMs.map(() => ({ createdAtMs: 0 }));
  for (const receiver of receivers) gate.coming(receiver);
  for (const [i, atMs] of readyAtMs.entries()) if (atMs !== undefined) gate.ready(receivers[i]!, atMs);
  return gate;
}

test.each<[string, (number | undefined)[], number, number]>([
  ["a single newcomer does not wait", [50], 50, 0],
  ["the first to be ready waits for the one who is coming", [50, undefined], 50, gatherMs],
  ["but no longer than that, from the first on", [50, 100, undefined], 120, gatherMs - 70],
  ["and then starts", [50, undefined], 50 + gatherMs, 0],
  ["all ready: at once", [50, 60], 60, 0],
  ["one that has not come for long is not waited for", [comingMs, undefined], comingMs, 0],
  ["nobody ready", [undefined], 10, 0],
])("%s", (_name, readyAtMs, nowMs, waitMs) => {
  expect(gateWith(...readyAtMs).waitMs(nowMs)).toBe(waitMs);
});

test("who left is neither waited for nor started, and each receiver is started once", () => {
  const gate = new KeyFrameGate<GateReceiver>();
  const [ready, gone, left] = [{ createdAtMs: 0 }, { createdAtMs: 0 }, { createdAtMs: 0 }];
  for (const receiver of [ready, gone, left]) gate.coming(receiver);
  gate.ready(ready, 10);
  gate.ready(left, 10);
  gate.leave(gone);
  gate.leave(left);
  expect(gate.isAwaiting).toBe(false);
  expect(gate.waitMs(10)).toBe(0);
  expect(gate.open()).toEqual([ready]);
  expect(gate.open()).toEqual([]);
});

test("who is ready already does not become one that is waited for again", () => {
  const gate = gateWith(50);
  const late = { createdAtMs: 40 };
  gate.coming(late);
  gate.ready(late, 60);
  gate.coming(late);
  expect(gate.isAwaiting).toBe(false);
  expect(gate.open()).toHaveLength(2);
});
