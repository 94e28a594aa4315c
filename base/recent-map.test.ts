import { expect, it } from "vitest";
import { RecentMap } from "./recent-map.ts";

it("forgets what was used longest ago", () => {
  const map = new RecentMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  expect(map.get("a")).toBe(1);
  map.set("c", 3);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([1, undefined, 3]);
  expect(map.size).toBe(2);
});

it("keeps what is used all the time, and of all others the last half at least", () => {
  const map = new RecentMap<number, string>(10);
  map.set(-1, "always");
  for (let key = 0; key < 1_000; key++) {
    map.set(key, `${key}`);
    expect(map.get(-1)).toBe("always");
    for (let back = 0; back < 4 && back <= key; back++) expect(map.get(key - back)).toBe(`${key - back}`);
    expect(map.size).toBeLessThanOrEqual(10);
  }
  expect(map.get(0)).toBeUndefined();
});

it("takes another value in place of one, also of an older part", () => {
  const map = new RecentMap<string, number>(4);
  for (const [key, value] of Object.entries({ a: 1, b: 2, c: 3 })) map.set(key, value);
  map.set("a", 5);
  expect([map.get("a"), map.size]).toEqual([5, 3]);
});

it("keeps nothing when that is asked for", () => {
  const map = new RecentMap<string, number>(0);
  map.set("a", 1);
  expect(map.get("a")).toBeUndefined();
});
