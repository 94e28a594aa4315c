import { expect, test } from "vitest";
import { comingMs, gatherMs, type GateReceiver, gateWaitMs } from "./key-frame-gate.ts";

const coming = (createdAtMs = 0): GateReceiver => ({ createdAtMs, readyAtMs: undefined, flowing: false });
const ready = (readyAtMs: number): GateReceiver => ({ createdAtMs: 0, readyAtMs, flowing: false });
const flowing: GateReceiver = { createdAtMs: 0, readyAtMs: 0, flowing: true };

test.each<[string, boolean, GateReceiver[], number, number]>([
  ["before the first key frame nobody waits", false, [ready(50), coming()], 50, 0],
  ["a single newcomer does not wait", true, [ready(50), flowing, flowing], 50, 0],
  ["the first to be ready waits for the one who is coming", true, [ready(50), coming()], 50, gatherMs],
  ["but no longer than that, from the first on", true, [ready(50), ready(100), coming()], 120, gatherMs - 70],
  ["and then starts", true, [ready(50), coming()], 50 + gatherMs, 0],
  ["all ready: at once", true, [ready(50), ready(60)], 60, 0],
  ["one that has not come for long is not waited for", true, [ready(comingMs), coming(0)], comingMs, 0],
  ["nobody ready", true, [coming()], 10, 0],
])("%s", (_name, keyFrameSeen, receivers, nowMs, waitMs) => {
  expect(gateWaitMs(keyFrameSeen, receivers, nowMs)).toBe(waitMs);
});
