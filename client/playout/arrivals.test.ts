import { describe, expect, it } from "vitest";
import { Arrivals } from "./arrivals.ts";

/** Something that came at these times, and was looked at every 125 ms. */
function seen(atMs: readonly number[], untilMs: number): Arrivals {
  const arrivals = new Arrivals();
  for (let nowMs = 0; nowMs <= untilMs; nowMs += 125) {
    const last = atMs.findLast((it) => it <= nowMs);
    if (last !== undefined) arrivals.note(last, nowMs);
  }
  return arrivals;
}
const every = (ms: number, untilMs: number): number[] => Array.from({ length: untilMs / ms }, (_, n) => n * ms);

describe("a track's arrivals", () => {
  it("are overdue after half a second when they come all the time", () => {
    const arrivals = seen(every(20, 3_000), 3_500);
    expect(arrivals.dueMs).toBe(500);
    expect(arrivals.silentMs(3_500)).toBeGreaterThanOrEqual(500);
  });

  it.each([
    ["a still screen", 1_000],
    ["DTX", 400],
    ["a picture every three seconds", 3_000],
  ])("are on time with %s", (_name, everyMs) => {
    const arrivals = seen(every(everyMs, 30_000), 30_000);
    for (let nowMs = 30_000; nowMs < 30_000 + everyMs; nowMs += 125)
      expect(arrivals.silentMs(nowMs)).toBeLessThan(arrivals.dueMs);
  });

  it("are not expected later for one fault that was over", () => {
    const times = [...every(20, 3_000), ...every(20, 3_000).map((ms) => ms + 7_000)];
    expect(seen(times, 7_500).dueMs).toBe(500);
  });

  it("say nothing before they were seen to come: what was there at the first look may be long over", () => {
    expect(seen([0], 5_000).silentMs(5_000)).toBeUndefined();
  });

  it("do not depend on the clock that stamps them", () => {
    const arrivals = new Arrivals();
    for (let nowMs = 0; nowMs <= 2_000; nowMs += 125) arrivals.note(-9e12 - nowMs, nowMs);
    expect(arrivals.silentMs(2_100)).toBe(100);
  });
});
