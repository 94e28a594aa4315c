import { expect, test } from "vitest";
import { CpuMeter } from "./cpu-meter.ts";

test("the share is of the last second", () => {
  const meter = new CpuMeter();
  expect(meter.add(0, 0)).toBe(0);
  for (let atMs = 250; atMs <= 2_000; atMs += 250) meter.add(atMs, atMs); // busy for two seconds
  expect(meter.add(2_250, 2_000)).toBeCloseTo(0.75);
  for (let atMs = 2_500; atMs <= 3_000; atMs += 250) meter.add(atMs, 2_000);
  expect(meter.add(3_250, 2_000)).toBe(0);
});
