import { describe, expect, test } from "vitest";
import { faultKinds, faultsFrom, type Fault } from "./plan.ts";

function first(count: number, seed: number): Fault[] {
  const faults: Fault[] = [];
  for (const fault of faultsFrom(seed)) if (faults.push(fault) === count) break;
  return faults;
}

describe("faultsFrom", () => {
  test("repeats itself for a seed, and only for that", () => {
    expect(first(50, 7)).toEqual(first(50, 7));
    expect(first(50, 7)).not.toEqual(first(50, 8));
  });

  test("chooses all kinds, 3 to 20 s apart", () => {
    const faults = first(500, 1);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(faultKinds));
    for (const { afterMs } of faults) expect(afterMs >= 3_000 && afterMs <= 20_000).toBe(true);
  });
});
