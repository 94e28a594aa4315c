import { describe, expect, test } from "vitest";
import { framesBetween, frameStatistics } from "./frame-statistics.ts";

const frames = (...list: [frameNumber: number, arrivalMs: number][]) =>
  list.map(([frameNumber, arrivalMs]) => ({ frameNumber, arrivalMs }));

describe("frameStatistics", () => {
  test("counts nothing in a whole sequence", () => {
    expect(frameStatistics(frames([1, 0], [2, 33], [3, 66]))).toEqual({
      frames: 3,
      longestGapMs: 33,
      gapStartMs: 0,
      lost: 0,
      lostElsewhere: 0,
      repeated: 0,
      backwards: 0,
    });
  });

  test("finds the longest gap and what was lost in it and elsewhere", () => {
    expect(frameStatistics(frames([1, 0], [3, 66], [9, 300], [10, 333]))).toEqual({
      frames: 4,
      longestGapMs: 234,
      gapStartMs: 66,
      lost: 6,
      lostElsewhere: 1,
      repeated: 0,
      backwards: 0,
    });
  });

  test("counts repeated and late pictures, and does not count their numbers as lost again", () => {
    expect(frameStatistics(frames([5, 0], [6, 33], [6, 66], [4, 99], [7, 133]))).toMatchObject({
      lost: 0,
      repeated: 1,
      backwards: 1,
    });
  });

  test("counts neither as lost nor as a gap what was presented while nobody looked", () => {
    const [first, second] = frames([1, 0], [4, 99]);
    expect(frameStatistics([first!, { ...second!, unread: 2 }])).toMatchObject({ lost: 0, longestGapMs: 33 });
    expect(frameStatistics([first!, { ...second!, unread: 1 }])).toMatchObject({ lost: 1 });
  });

  test("goes over the wrap of the numbers", () => {
    expect(frameStatistics(frames([65534, 0], [65535, 33], [0, 66], [2, 133]))).toMatchObject({ lost: 1, repeated: 0 });
    expect(framesBetween(65535, 0)).toBe(1);
    expect(framesBetween(0, 65535)).toBe(-1);
  });

  test("takes an empty list", () => {
    expect(frameStatistics([])).toMatchObject({ frames: 0, longestGapMs: 0, lost: 0 });
  });
});
