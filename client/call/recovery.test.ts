import { describe, expect, it } from "vitest";
import { reportDelayMs } from "./call-recovery.ts";
import { Recovery } from "./recovery.ts";

describe("a recovery", () => {
  it("is over when the new path is connected and all media is back", () => {
    const recovery = new Recovery("node_died", "n1");
    expect(recovery.isDone({ nowMs: 0, pathConnected: false, allMediaBack: true })).toBe(false);
    expect(recovery.isDone({ nowMs: 10, pathConnected: true, allMediaBack: false })).toBe(false);
    expect(recovery.isDone({ nowMs: 20, pathConnected: true, allMediaBack: true })).toBe(true);
  });

  it("waits for missing media only so long", () => {
    const recovery = new Recovery("node_died", "n1");
    expect(recovery.isDone({ nowMs: 100, pathConnected: true, allMediaBack: false })).toBe(false);
    expect(recovery.isDone({ nowMs: 3_099, pathConnected: true, allMediaBack: false })).toBe(false);
    expect(recovery.isDone({ nowMs: 3_100, pathConnected: true, allMediaBack: false })).toBe(true);
  });

  it("waits anew when that path is lost as well", () => {
    const recovery = new Recovery("node_died", "n1");
    recovery.isDone({ nowMs: 0, pathConnected: true, allMediaBack: false });
    recovery.isDone({ nowMs: 2_000, pathConnected: false, allMediaBack: false });
    expect(recovery.isDone({ nowMs: 4_000, pathConnected: true, allMediaBack: false })).toBe(false);
  });
});

describe("reports of failed paths", () => {
  it("go out at once the first time, then with jitter up to 4 s", () => {
    expect(reportDelayMs(0, 0.99)).toBe(0);
    expect(reportDelayMs(1, 0.5)).toBe(250);
    expect(reportDelayMs(20, 1)).toBe(4_000);
    expect(reportDelayMs(20, 0)).toBe(0);
  });
});
