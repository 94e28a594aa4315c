import { expect, test } from "vitest";
import { judgeEpoch, judgePromotion, judgeStandby, SeenEpochs, seenAfterLeaving } from "./epoch-rules.ts";

test.each([
  [{}, 1, "open"],
  [{ held: 3, seen: 3 }, 3, "join"],
  [{ held: 3, seen: 3 }, 4, "replace"],
  [{ held: 3, seen: 3 }, 2, "stale"],
  [{ seen: 3 }, 3, "open"],
  [{ seen: 3 }, 2, "stale"],
  [{ held: 3, seen: 5 }, 4, "stale"],
  [{ held: 3, seen: 5 }, 5, "replace"],
] as const)("%j asked for epoch %i: %s", (state, epoch, verdict) => {
  expect(judgeEpoch(state, epoch)).toBe(verdict);
});

test.each([
  [{}, 1, "open"],
  [{ held: 3, seen: 3 }, 3, "join"],
  [{ held: 3, seen: 3 }, 4, "follow"],
  [{ held: 3, seen: 2 }, 2, "stale"],
  [{ held: 3, seen: 5 }, 4, "stale"],
  [{ seen: 3 }, 2, "stale"],
] as const)("a standby, %j, asked for epoch %i: %s", (state, epoch, verdict) => {
  expect(judgeStandby(state, epoch)).toBe(verdict);
});

test.each([
  [{ standby: true }, 4, "promote"],
  [{ standby: true, held: 3, seen: 3 }, 4, "promote"],
  [{ standby: true, held: 4, seen: 4 }, 4, "stale"],
  [{ standby: true, seen: 5 }, 4, "stale"],
  [{ standby: false, held: 4, seen: 4 }, 4, "done"],
  [{ standby: false, held: 3, seen: 3 }, 4, "missing"],
  [{ standby: false }, 4, "missing"],
] as const)("%j, to be promoted to epoch %i: %s", (state, epoch, verdict) => {
  expect(judgePromotion(state, epoch)).toBe(verdict);
});

test("a room that has left comes back at a higher epoch only", () => {
  expect(judgeEpoch({ seen: seenAfterLeaving(3) }, 3)).toBe("stale");
  expect(judgeEpoch({ seen: seenAfterLeaving(3) }, 4)).toBe("open");
});

test("remembers the highest epoch, for the rooms used last", () => {
  const seen = new SeenEpochs(2);
  seen.note("a", 5);
  seen.note("b", 1);
  seen.note("a", 3);
  seen.note("c", 1);
  expect([seen.get("a"), seen.get("b"), seen.get("c")]).toEqual([5, undefined, 1]);
});
