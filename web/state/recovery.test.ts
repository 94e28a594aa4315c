import { describe, expect, test } from "vitest";
import { backForMs, nextLookMs, nextRecovery, recoveryWords, type Recovery } from "./recovery.ts";
import { spokenGap } from "./spoken-time.ts";

const recovered = { cause: "node_died", gapMs: 180, fromNode: "node-1", toNode: "node-2" };
const steady: Recovery = { kind: "steady" };
const words = (state: Recovery, nowMs: number) => recoveryWords(state, nowMs, spokenGap);

test("a recovery is announced after 150 ms, then says how long it took, then nothing", () => {
  let state = nextRecovery(steady, { kind: "recovering" }, 1_000);
  expect(words(state, 1_149)).toBeUndefined();
  expect(nextLookMs(state, 1_000)).toBe(150);
  expect(words(state, 1_150)).toBe("Recovering…");
  state = nextRecovery(state, { kind: "recovered", recovered }, 1_180);
  expect(words(state, 1_180)).toBe("Back after 180 ms");
  expect(nextLookMs(state, 1_180)).toBe(backForMs);
  expect(nextRecovery(state, { kind: "tick" }, 1_180 + backForMs - 1)).toBe(state);
  expect(nextRecovery(state, { kind: "tick" }, 1_180 + backForMs)).toEqual(steady);
});

test("a second failure in the middle keeps the first one's beginning", () => {
  const state = nextRecovery(steady, { kind: "recovering" }, 0);
  expect(nextRecovery(state, { kind: "recovering" }, 900)).toBe(state);
});

test("a long recovery counts its seconds", () => {
  const state = nextRecovery(steady, { kind: "recovering" }, 0);
  expect(words(state, 7_300)).toBe("Recovering… 7 s");
  expect(nextLookMs(state, 7_300)).toBe(700);
});

test("nobody to receive from: back without a gap", () => {
  const state = nextRecovery(steady, { kind: "recovered", recovered: { ...recovered, gapMs: 0 } }, 0);
  expect(words(state, 0)).toBe("Back without a gap");
});

describe("connected", () => {
  test("ends a recovery that nobody measured", () => {
    expect(nextRecovery({ kind: "recovering", sinceMs: 0 }, { kind: "connected" }, 10)).toEqual(steady);
  });
  test("leaves the words of a measured one", () => {
    const state: Recovery = { kind: "back", atMs: 0, recovered };
    expect(nextRecovery(state, { kind: "connected" }, 10)).toBe(state);
  });
});

test("the end of the call ends it all", () => {
  expect(nextRecovery({ kind: "recovering", sinceMs: 0 }, { kind: "ended" }, 10)).toEqual(steady);
});
