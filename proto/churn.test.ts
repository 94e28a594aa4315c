import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it, test } from "vitest";
import { ChurnMap, ChurnSet } from "./churn.ts";

describe("ChurnMap", () => {
  it("is a Map, however much comes and goes", () => {
    const [churn, map] = [new ChurnMap<number, string>(), new Map<number, string>()];
    for (let step = 0; step < 3_000; step++) {
      const key = (step * 7_919) % 61;
      const value = `${step}`;
      if (step % 97 === 96) for (const one of [churn, map]) one.clear();
      else if (step % 3 === 0) expect(churn.delete(key)).toBe(map.delete(key));
      else for (const one of [churn, map]) one.set(key, value);
      expect([churn.size, churn.has(key), churn.get(key)]).toEqual([map.size, map.has(key), map.get(key)]);
      expect([...churn]).toEqual([...map]);
    }
    expect([...churn.keys()]).toEqual([...map.keys()]);
    expect([...churn.values()]).toEqual([...map.values()]);
    const seen: unknown[] = [];
    churn.forEach((value, key, of) => seen.push([key, value, of === churn]));
    expect(seen).toEqual([...map].map(([key, value]) => [key, value, true]));
  });

  it("is one also when it has grown large, and small again", () => {
    const [churn, map] = [new ChurnMap<number, number>(), new Map<number, number>()];
    for (let key = 0; key < 60_000; key++) {
      for (const one of [churn, map]) one.set(key, key).delete(key - 20_000);
    }
    expect([...churn]).toEqual([...map]);
    for (let key = 40_000; key < 59_999; key++) for (const one of [churn, map]) one.delete(key);
    expect([...churn]).toEqual([[59_999, 59_999]]);
  });

  it("visits nothing that was deleted on the way, and each entry once", () => {
    const churn = new ChurnMap<number, number>();
    for (let key = 0; key < 100; key++) churn.set(key, -key);
    const visited: number[] = [];
    for (const [key, value] of churn) {
      visited.push(key);
      expect(value).toBe(-key);
      churn.delete(key);
      churn.delete(99 - key);
    }
    expect(visited).toEqual(Array.from({ length: 50 }, (_, key) => key));
    expect(churn.size).toBe(0);
  });
});

test("ChurnSet is a Set", () => {
  const churn = new ChurnSet(["a", "b"]);
  expect(churn.add("c").add("a").size).toBe(3);
  expect(churn.delete("b")).toBe(true);
  expect(churn.delete("b")).toBe(false);
  expect(churn.has("b")).toBe(false);
  expect([...churn]).toEqual(["a", "c"]);
  expect([...churn.entries()]).toEqual([...new Set(["a", "c"]).entries()]);
  churn.clear();
  expect([...churn.keys(), churn.size]).toEqual([0]);
});

describe("what was in it for a moment", () => {
  it("does not grow old", () => {
    expect(grownOldMb(new ChurnMap())).toBeLessThan(4);
  });

  it("does in a Map: should this fail, V8 has learned not to, and ChurnMap can go", () => {
    expect(grownOldMb(new Map())).toBeGreaterThan(8);
  });
});

/** The most that is old at once of 100 MB that come and go, 16 entries at a time. */
function grownOldMb(map: Map<number, object>): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)(); // What is in use, the map's table with it, is old after that.
  const before = oldMb();
  let most = 0;
  for (let key = 0; key < 100_000; key++) {
    map.set(
      key,
      Array.from({ length: 100 }, () => key),
    );
    map.delete(key - 16);
    if (key % 1_000 === 0) most = Math.max(most, oldMb() - before);
  }
  return most;
}

const oldMb = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === "old_space")!.space_used_size / 1e6;
