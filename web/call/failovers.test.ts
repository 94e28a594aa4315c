import { expect, test } from "vitest";
import { gapGrade, gapShare, withFailover, type Failover } from "./failovers.ts";

const failover = (atMs: number): Failover => ({ atMs, cause: "node_died", gapMs: 180, fromNode: "a", toNode: "b" });

test("the newest come last, and the oldest go", () => {
  let history: Failover[] = [];
  for (let atMs = 0; atMs < 60; atMs++) history = withFailover(history, failover(atMs));
  expect(history).toHaveLength(50);
  expect(history.at(-1)?.atMs).toBe(59);
  expect(history[0]?.atMs).toBe(10);
});

test("bars grow with the gap and stay in range", () => {
  const shares = [0, 50, 180, 1_000, 10_000, 60_000].map(gapShare);
  for (const share of shares) expect(share >= 0.06 && share <= 1).toBe(true);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(gapShare(1_000) - gapShare(180)).toBeGreaterThan(0.2);
});

test.each([
  [0, "blink"],
  [350, "blink"],
  [351, "pause"],
  [4_000, "break"],
] as const)("%d ms is a %s", (gapMs, grade) => {
  expect(gapGrade(gapMs)).toBe(grade);
});
