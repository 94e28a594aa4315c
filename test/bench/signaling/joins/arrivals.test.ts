import { expect, test } from "vitest";
import { arrivalsMs } from "./arrivals.ts";

/** Evenly spread over 0..1, in an order that is not. */
function evenly(): () => number {
  let state = 0;
  return () => (state = (state + 0.618_033_988_75) % 1);
}

test("people come at the rate that is asked for, each after the one before", () => {
  const times = [...arrivalsMs(200, 10_000, evenly())];
  expect(times.length).toBeGreaterThan(1_900);
  expect(times.length).toBeLessThan(2_100);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeLessThan(10_000);
});

test("they do not come evenly: a seventh of the gaps is longer than twice the mean", () => {
  const times = [0, ...arrivalsMs(200, 10_000, evenly())];
  const long = times.filter((time, index) => index > 0 && time - times[index - 1]! > 10).length;
  expect(long / times.length).toBeCloseTo(Math.exp(-2), 1);
});
