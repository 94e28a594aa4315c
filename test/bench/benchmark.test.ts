import { describe, expect, test } from "vitest";
import { against, atMost, row } from "./benchmark.ts";

describe("rows", () => {
  test("hold percentiles, rounded to a tenth", () => {
    expect(row("gap", "ms", [1.26, 2.04], { lostFrames: 3 })).toEqual({
      scenario: "gap",
      unit: "ms",
      n: 2,
      p50: 1.3,
      p95: 2,
      p99: 2,
      max: 2,
      lostFrames: 3,
    });
  });

  test("are held against a baseline by their medians", () => {
    const held = against(row("a", "ms", [20, 30, 90]), row("b", "ms", [40, 60, 80]));
    expect(held).toMatchObject({ baseline: { name: "b", p50: 60, p95: 80 }, ratio: 0.5 });
  });

  test("verdicts take the limit itself as reached", () => {
    expect(atMost("p95", 350, 350, " ms")).toEqual({ figure: "p95 <= 350 ms", measured: "350 ms", reached: true });
    expect(atMost("p95", Number.NaN, 350).reached).toBe(false);
  });
});
