import { fc, test } from "@fast-check/vitest";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Deadlines } from "./deadlines.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Wait {
  deadlineMs: number;
  expiredAtMs: number | undefined;
  constructor(inMs: number) {
    this.deadlineMs = performance.now() + inMs;
  }
  expire(): void {
    this.expiredAtMs = performance.now();
  }
}

describe("deadlines", () => {
  it("expire each at its time, whatever the order in which they were added", () => {
    const deadlines = new Deadlines();
    const waits = [500, 100, 300].map((inMs) => new Wait(inMs));
    for (const wait of waits) deadlines.add(wait);
    vi.advanceTimersByTime(99);
    expect(waits.map(({ expiredAtMs }) => expiredAtMs)).toEqual([undefined, undefined, undefined]);
    vi.advanceTimersByTime(401);
    expect(waits.map((wait) => wait.expiredAtMs === wait.deadlineMs)).toEqual([true, true, true]);
    expect(deadlines.size).toBe(0);
  });

  it("are gone once they no longer count, and so is the timer after a last look", () => {
    const deadlines = new Deadlines();
    const wait = new Wait(100);
    deadlines.add(wait);
    deadlines.delete(wait);
    deadlines.delete(wait);
    vi.advanceTimersByTime(1_000);
    expect(wait.expiredAtMs).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("may move away while they are waited for", () => {
    const deadlines = new Deadlines();
    const wait = new Wait(100);
    deadlines.add(wait);
    vi.advanceTimersByTime(90);
    wait.deadlineMs += 100;
    vi.advanceTimersByTime(109);
    expect(wait.expiredAtMs).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(wait.expiredAtMs).toBe(wait.deadlineMs);
  });

  it("one that expires may add and remove others", () => {
    const deadlines = new Deadlines();
    const [first, second, third] = [new Wait(10), new Wait(20), new Wait(30)];
    first.expire = () => {
      deadlines.delete(second);
      deadlines.add(third);
    };
    deadlines.add(first);
    deadlines.add(second);
    vi.advanceTimersByTime(100);
    expect([second.expiredAtMs, third.expiredAtMs]).toEqual([undefined, third.deadlineMs]);
  });

  const change = fc.record({ inMs: fc.nat(300), passMs: fc.nat(100), removed: fc.boolean() });
  test.prop([fc.array(change, { maxLength: 40 })])("are never early, and at most a moment late", (changes) => {
    const deadlines = new Deadlines();
    const waits: Wait[] = [];
    for (const { inMs, passMs, removed } of changes) {
      const wait = new Wait(inMs);
      deadlines.add(wait);
      if (removed) deadlines.delete(wait);
      else waits.push(wait);
      vi.advanceTimersByTime(passMs);
    }
    vi.advanceTimersByTime(1_000);
    for (const { deadlineMs, expiredAtMs } of waits) {
      expect(expiredAtMs).toBeGreaterThanOrEqual(deadlineMs);
      expect(expiredAtMs).toBeLessThanOrEqual(deadlineMs + 10);
    }
    expect(vi.getTimerCount()).toBe(0);
  });
});
