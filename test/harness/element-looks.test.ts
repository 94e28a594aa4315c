import { expect, test } from "vitest";
import { elementStatistics } from "./element-looks.ts";

const looks = (...numbers: (number | undefined)[]) =>
  numbers.map((frameNumber, index) => ({ atMs: 16 * index, frameNumber }));

test("a picture stands for two paintings, and none is skipped", () => {
  expect(elementStatistics(looks(1, 1, 2, 2, 3))).toEqual({
    looks: 5,
    blank: 0,
    backwards: 0,
    skipped: 0,
    longestStandMs: 16,
  });
});

test("tells a flash, a step back, a skip and a standstill", () => {
  expect(elementStatistics(looks(1, undefined, 2, 1, 2, 5, 5, 5))).toMatchObject({
    blank: 1,
    backwards: 1,
    skipped: 2,
    longestStandMs: 32,
  });
});
