import { describe, expect, it } from "vitest";
import { clockCorrectionMs, correctionBySequence } from "./capture-clocks.ts";

it("believes capture times that what is seen here bears out", () => {
  expect(clockCorrectionMs({ byCaptureMs: 100, byBuffersMs: 92, byDistanceMs: 0 })).toBe(0);
});

it("puts right a clock that says otherwise", () => {
  expect(clockCorrectionMs({ byCaptureMs: 220, byBuffersMs: 80, byDistanceMs: 0 })).toBe(-140);
  expect(clockCorrectionMs({ byCaptureMs: 0, byBuffersMs: 70, byDistanceMs: 3 })).toBe(70);
});

it("believes capture times where the distance of the nodes explains the difference", () => {
  expect(clockCorrectionMs({ byCaptureMs: 80, byBuffersMs: 0, byDistanceMs: 70 })).toBe(0);
  expect(clockCorrectionMs({ byCaptureMs: -80, byBuffersMs: 0, byDistanceMs: 70 })).toBe(80);
});

describe("two sequences of capture times", () => {
  // Seen on a busy machine: one path's times were 27 ms off, nearly a frame.
  const shown = [8995, 9029, 9062, 9167, 9197, 9302, 9530, 9562, 9598, 9629, 9662, 9696];
  const newest = [9197, 9225, 9292, 9461, 9525, 9558, 9590, 9626, 9656, 9689];

  it("fit together at one place", () => {
    expect(correctionBySequence(shown, newest, 33)).toBe(-28);
    const same = shown.filter((_, index) => index % 4 !== 1);
    expect(correctionBySequence(shown, same, 33)).toBe(0);
  });

  it("say nothing when frames come evenly, or too few are on both", () => {
    const even = Array.from({ length: 12 }, (_, index) => Math.round(index * 33.3));
    expect(correctionBySequence(even, even.slice(3), 33)).toBeUndefined();
    expect(correctionBySequence(shown.slice(-4), newest, 33)).toBeUndefined();
    expect(correctionBySequence([], newest, 33)).toBeUndefined();
  });

  it("say nothing when they are not of the same frames", () => {
    const other = [9010, 9049, 9075, 9118, 9140, 9181, 9203, 9251, 9270, 9316, 9339, 9381];
    expect(correctionBySequence(shown, other, 33)).toBeUndefined();
  });
});
