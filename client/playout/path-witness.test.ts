import { describe, expect, it, vi } from "vitest";
import { findMedia, type MediaFinding, PathWitness, stoppedAfterMs } from "./path-witness.ts";

const look = (lastMediaMs: number | undefined, onActivePath = true) => ({ trackId: "tr", lastMediaMs, onActivePath });

describe("findMedia", () => {
  it("is stopped when every track that had media has none for a while", () => {
    expect(findMedia([look(1_000), look(900)], 1_000 + stoppedAfterMs)).toEqual({ state: "stopped", silentMs: 500 });
  });
  it("is alive as long as one track comes", () => {
    expect(findMedia([look(100), look(1_400)], 1_500).state).toBe("alive");
  });
  it("knows nothing when nothing is expected, or nothing ever came", () => {
    expect(findMedia([], 1_500).state).toBe("unknown");
    expect(findMedia([look(undefined)], 1_500).state).toBe("unknown");
  });
});

describe("PathWitness", () => {
  function witness() {
    let nowMs = 0;
    const report = vi.fn<(shown: string, testimony: MediaFinding) => void>();
    const subject = new PathWitness({ report, nowMs: () => nowMs });
    return { subject, report, at: (ms: number) => void (nowMs = ms) };
  }
  it("tells once when media stops, and once when it is back", () => {
    const { subject, report, at } = witness();
    for (let ms = 0; ms <= 1_000; ms += 125) {
      at(ms);
      subject.look([look(Math.min(ms, 250))]);
    }
    at(1_125);
    subject.look([look(1_120)]);
    expect(report.mock.calls).toEqual([
      ["stopped", { state: "stopped", silentMs: 500 }],
      ["alive", { state: "alive", silentMs: 0 }],
    ]);
  });
  it("holds its own standstill against nobody", () => {
    const { subject, report, at } = witness();
    subject.look([look(0)]);
    at(2_000);
    subject.look([look(0)]);
    expect(report).not.toHaveBeenCalled();
  });
  it("answers whenever it is asked", () => {
    const { subject, report, at } = witness();
    at(700);
    subject.answer([look(600)]);
    subject.answer([look(100)]);
    subject.answer([]);
    expect(report.mock.calls.map(([shown]) => shown)).toEqual(["alive", "stopped", "unknown"]);
  });
  it("testifies of the path that carries the call only, not of the one before that is still shown", () => {
    const { subject, report, at } = witness();
    at(700);
    subject.answer([look(600, false)]);
    subject.answer([look(100, false)]);
    subject.answer([look(600, false), look(100)]);
    expect(report.mock.calls).toEqual([
      ["alive", { state: "unknown", silentMs: 0 }],
      ["stopped", { state: "unknown", silentMs: 0 }],
      ["alive", { state: "stopped", silentMs: 600 }],
    ]);
  });
});
