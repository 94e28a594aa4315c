import { expect, test } from "vitest";
import { comingMs, gatherMs, type GateReceiver, gateWaitMs } from "./key-frame-gate.ts";

const coming = (createdAtMs = 0): GateReceiver => ({ createdAtMs, readyAtMs: undefined, flowing: false });
const ready = (readyAtMs: number): GateReceiver => ({ createdAtMs: 0, readyAtMs, flowing: false });
const flowing: GateReceiver = { createdAtMs: 0, readyAtMs: 0, flowing: true };

test.each<[string, GateReceiver[], number, number]>([
  ["a single newcomer does not wait", [ready(50), flowing, flowing], 50, 0],
  ["the first to be ready waits for the one who is coming", [ready(50), coming()], 50, gatherMs],
  ["but no longer than that, from the first on", [ready(50), ready(100), coming()], 120, gatherMs - 70],
  ["and then starts", [ready(50), coming()], 50 + gatherMs, 0],
  ["all ready: at once", [ready(50), ready(60)], 60, 0],
  ["one that has not come for long is not waited for", [ready(comingMs), coming(0)], comingMs, 0],
  ["nobody ready", [coming()], 10, 0],
])("%s", (_name, receivers, nowMs, waitMs) => {
  expect(gateWaitMs(receivers, nowMs)).toBe(waitMs);
});
