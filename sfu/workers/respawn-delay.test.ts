import { expect, test } from "vitest";
import { afterWorkerDeath } from "./respawn-delay.ts";

const always = (n: number) => () => n;

test("the first death is answered at once", () => {
  expect(afterWorkerDeath({ quickDeaths: 0 }, 60_000, false, always(1)).delayMs).toBe(0);
  expect(afterWorkerDeath({ quickDeaths: 0 }, 5, false, always(1)).delayMs).toBe(0);
});

test("quick deaths in a row wait longer and longer, up to a bound", () => {
  let history = { quickDeaths: 0 };
  const delays = Array.from({ length: 9 }, () => {
    const next = afterWorkerDeath(history, 5, false, always(1));
    history = next.history;
    return next.delayMs;
  });
  expect(delays).toEqual([0, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
});

test("a worker that lived well wipes the slate", () => {
  expect(afterWorkerDeath({ quickDeaths: 7 }, 10_000, false, always(1))).toEqual({
    history: { quickDeaths: 0 },
    delayMs: 0,
  });
});

test("while others live, it does not take the CPU from rooms that are coming back on them", () => {
  expect(afterWorkerDeath({ quickDeaths: 0 }, 60_000, true, always(1)).delayMs).toBe(1_000);
});
