import { expect, test } from "vitest";
import { judgeEpoch, SeenEpochs } from "./epoch-rules.ts";

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

test("remembers the highest epoch, for the rooms used last", () => {
  const seen = new SeenEpochs(2);
  seen.note("a", 5);
  seen.note("b", 1);
  seen.note("a", 3);
  seen.note("c", 1);
  expect([seen.get("a"), seen.get("b"), seen.get("c")]).toEqual([5, undefined, 1]);
});
