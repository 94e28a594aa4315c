import { describe, expect, it, vi } from "vitest";
import { findMedia, PathWitness, stoppedAfterMs } from "./path-witness.ts";

const look = (lastMediaMs: number | undefined, trackId = "tr") => ({ trackId, lastMediaMs });

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
    const report = vi.fn<(state: string, silentMs: number) => void>();
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
      ["stopped", 500],
      ["alive", 0],
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
    expect(report.mock.calls.map(([state]) => state)).toEqual(["alive", "stopped", "unknown"]);
  });
});
