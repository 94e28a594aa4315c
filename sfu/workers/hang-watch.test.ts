import { describe, expect, test } from "vitest";
import { HangWatch, probeIntervalMs } from "./hang-watch.ts";
import type { ProcessStat } from "./process-stat.ts";

const running = (cpuMs: number): ProcessStat => ({ stopped: false, cpuMs });
const notLooked = (): never => {
  throw new Error("no reason to look");
};

/** Ticks after an unanswered question until the worker is given up, and why; the look gets the silence so far. */
function silence(look: (silentMs: number) => ProcessStat | undefined, limitMs = 10_000) {
  const watch = new HangWatch();
  expect(watch.tick(notLooked)).toBe("ask");
  for (let silentMs = probeIntervalMs; silentMs <= limitMs; silentMs += probeIntervalMs) {
    const verdict = watch.tick(() => look(silentMs));
    if (verdict !== "wait") return { verdict, silentMs };
  }
  return "waits on";
}

describe("a worker that answers", () => {
  test("is asked again and again, and not looked at", () => {
    const watch = new HangWatch();
    for (let i = 0; i < 20; i++) {
      expect(watch.tick(notLooked)).toBe("ask");
      watch.answered();
    }
  });

  test("late is as good, and what it did meanwhile is not held against it", () => {
    const watch = new HangWatch();
    for (let cpuMs = 0; cpuMs < 10_000; cpuMs += 900) {
      expect(watch.tick(notLooked)).toBe("ask");
      for (let i = 0; i < 9; i++) expect(watch.tick(() => running(cpuMs + i * 100))).toBe("wait");
      watch.answered();
    }
  });
});

describe("a worker that does not answer", () => {
  test("is looked at after 400 ms, and given up at once when it is stopped", () => {
    expect(silence(() => ({ stopped: true, cpuMs: 7_000 }))).toEqual({ verdict: "stopped", silentMs: 400 });
  });
  test("is given up when it had a second of CPU time since", () => {
    expect(silence((silentMs) => running(5_000 + silentMs))).toEqual({ verdict: "looping", silentMs: 1_400 });
  });
  test("is waited for when it is starved: at 5% of a core for 3 s", () => {
    expect(silence((silentMs) => running(5_000 + silentMs * 0.05))).toEqual({ verdict: "silent", silentMs: 3_000 });
  });
  test("is given up when it is stopped later", () => {
    const look = (silentMs: number) => ({ stopped: silentMs > 1_000, cpuMs: 0 });
    expect(silence(look)).toEqual({ verdict: "stopped", silentMs: 1_100 });
  });
  test("because it is gone is not given up: its exit tells", () => {
    expect(silence(() => undefined)).toBe("waits on");
  });
});
