import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { fullBudget, takeFromBudget } from "./request-budget.ts";

describe("the request budget", () => {
  it("allows 300 requests at once, and 100 a second after that", () => {
    let budget = fullBudget;
    const take = (nowMs: number): boolean => {
      const left = takeFromBudget(budget, nowMs);
      budget = left ?? budget;
      return left !== undefined;
    };
    for (let i = 0; i < 300; i++) expect(take(5_000)).toBe(true);
    expect(take(5_000)).toBe(false);
    expect(take(5_009)).toBe(false);
    expect(take(5_010)).toBe(true);
    expect(take(5_010)).toBe(false);
    for (let i = 0; i < 99; i++) expect(take(6_000)).toBe(true);
    expect(take(6_000)).toBe(false);
    for (let i = 0; i < 300; i++) expect(take(60_000)).toBe(true);
    expect(take(60_000)).toBe(false);
  });

  test.prop([fc.array(fc.nat(50), { minLength: 1, maxLength: 2_000 })])(
    "never allows more in any span of time",
    (gaps) => {
      let budget = fullBudget;
      let nowMs = 0;
      let allowed = 0;
      for (const gapMs of gaps) {
        nowMs += gapMs;
        const left = takeFromBudget(budget, nowMs);
        if (left === undefined) continue;
        budget = left;
        allowed++;
      }
      expect(allowed).toBeLessThanOrEqual(300 + nowMs / 10);
    },
  );
});
