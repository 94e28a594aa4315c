import { expect, test } from "vitest";
import { levelOf } from "./audio-level.ts";

test("silence is 0, full scale is 1, and -30 dB in the middle", () => {
  expect(levelOf(new Float32Array(64))).toBe(0);
  expect(levelOf(new Float32Array(64).fill(1))).toBeCloseTo(1);
  expect(levelOf(new Float32Array(64).fill(10 ** (-30 / 20)))).toBeCloseTo(0.5);
  expect(levelOf(new Float32Array(0))).toBe(0);
});
