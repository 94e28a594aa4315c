import { fc, test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { readLoad } from "./read-load.ts";

const told = {
  sessions: 3,
  capacity: 500,
  bitrateInBps: 1e6,
  bitrateOutBps: 0,
  workers: [{ slot: 0, pid: 7, alive: true, cpu: 0.4 }],
};

it("takes what can be as it is", () => {
  expect(readLoad(told)).toEqual({ load: told, wrong: false });
  expect(readLoad({})).toEqual({ load: { workers: [], bitrateInBps: 0, bitrateOutBps: 0 }, wrong: false });
});

it("does not call a share a lie that was measured a little too high", () => {
  expect(readLoad({ workers: [{ cpu: 1.2 }] })).toMatchObject({ load: { workers: [{ cpu: 1 }] }, wrong: false });
});

it.each([NaN, -0.5, Infinity, -Infinity, 1e300])("takes a worker whose share is %f for busy", (cpu) => {
  expect(readLoad({ ...told, workers: [{ cpu }] })).toMatchObject({ load: { workers: [{ cpu: 1 }] }, wrong: true });
});

it("counts no more workers than a node can have", () => {
  const { load, wrong } = readLoad({ workers: Array.from({ length: 5_000 }, () => ({ cpu: 0 })) });
  expect([load.workers?.length, wrong]).toEqual([128, true]);
});

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0));
test.prop([
  fc.record({ bitrateInBps: anyNumber, bitrateOutBps: anyNumber, workers: fc.array(fc.record({ cpu: anyNumber })) }),
])("gives numbers that can be shown and compared, whatever is told", (anything) => {
  const { load } = readLoad(anything);
  for (const value of [load.bitrateInBps, load.bitrateOutBps]) expect(Number.isFinite(value) && value! >= 0).toBe(true);
  for (const { cpu } of load.workers ?? []) expect(cpu! >= 0 && cpu! <= 1).toBe(true);
});
