import { describe, expect, it } from "vitest";
import { allBack, flowingTracks, longestGapMs } from "./media-gap.ts";

describe("media gaps", () => {
  it("only tracks that were flowing when it stopped are waited for", () => {
    const flowing = flowingTracks(
      new Map([
        ["camera", 10_000],
        ["microphone", 9_990],
        ["muted long ago", 4_000],
      ]),
    );
    expect([...flowing.keys()]).toEqual(["camera", "microphone"]);
  });

  it("nothing received, nothing to wait for", () => {
    expect(flowingTracks(new Map()).size).toBe(0);
    expect(allBack([])).toBe(true);
    expect(longestGapMs([])).toBe(0);
  });

  it("is the longest of the tracks that are back", () => {
    const tracks = [
      { lastBeforeMs: 1_000, firstAfterMs: 1_200 },
      { lastBeforeMs: 950, firstAfterMs: 1_250 },
      { lastBeforeMs: 1_000, firstAfterMs: undefined },
    ];
    expect(longestGapMs(tracks)).toBe(300);
    expect(allBack(tracks)).toBe(false);
    expect(allBack(tracks.slice(0, 2))).toBe(true);
  });

  it("is none when the new path had media before the old one ended", () => {
    expect(longestGapMs([{ lastBeforeMs: 2_000, firstAfterMs: 1_950 }])).toBe(0);
  });
});
