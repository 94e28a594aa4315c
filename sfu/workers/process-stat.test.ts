import { expect, test } from "vitest";
import { parseProcessStat, readProcessStat } from "./process-stat.ts";

const stat = (state: string) => `123 (a) T (c) ${state} 1 123 123 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 100 1 1`;

test("reads user and system time, whatever the command's name holds", () => {
  expect(parseProcessStat(stat("S"))).toEqual({ stopped: false, cpuMs: 3_000 });
});

test("tells a stopped process from one that a debugger holds", () => {
  expect(parseProcessStat(stat("T"))?.stopped).toBe(true);
  expect(parseProcessStat(stat("t"))?.stopped).toBe(false);
});

test("nothing for what is not a stat line, and for a process that is gone", () => {
  expect(parseProcessStat("")).toBeUndefined();
  expect(readProcessStat(2 ** 22 + 1)).toBeUndefined();
});

test("reads this process", () => {
  const read = readProcessStat(process.pid);
  expect(read?.stopped).toBe(false);
  expect(read?.cpuMs).toBeGreaterThan(0);
});
