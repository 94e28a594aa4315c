import { expect, test } from "vitest";
import { CpuMeter, parseCpuTimeMs, readCpuTimeMs } from "./process-cpu.ts";

test("reads user and system time, whatever the command's name holds", () => {
  const stat = "123 (a) b (c) S 1 123 123 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 100 1 1";
  expect(parseCpuTimeMs(stat)).toBe(3_000);
});

test("nothing for what is not a stat line, and for a process that is gone", () => {
  expect(parseCpuTimeMs("")).toBeUndefined();
  expect(readCpuTimeMs(2 ** 22 + 1)).toBeUndefined();
});

test("reads this process", () => {
  expect(readCpuTimeMs(process.pid)).toBeGreaterThan(0);
});

test("the share is of the last second", () => {
  const meter = new CpuMeter();
  expect(meter.add(0, 0)).toBe(0);
  for (let atMs = 250; atMs <= 2_000; atMs += 250) meter.add(atMs, atMs); // busy for two seconds
  expect(meter.add(2_250, 2_000)).toBeCloseTo(0.75);
  for (let atMs = 2_500; atMs <= 3_000; atMs += 250) meter.add(atMs, 2_000);
  expect(meter.add(3_250, 2_000)).toBe(0);
});
