import { describe, expect, test } from "vitest";
import { percentiles } from "./percentiles.ts";

describe("percentiles", () => {
  test("are measured values, by nearest rank", () => {
    const values = Array.from({ length: 100 }, (_, n) => 100 - n);
    expect(percentiles(values)).toEqual({ n: 100, p50: 50, p95: 95, p99: 99, max: 100 });
    expect(percentiles([7])).toEqual({ n: 1, p50: 7, p95: 7, p99: 7, max: 7 });
  });

  test("of nothing are not a number", () => {
    expect(percentiles([]).p95).toBeNaN();
  });
});
