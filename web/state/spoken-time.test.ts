import { expect, test } from "vitest";
import { callLength, spokenAgo, spokenGap } from "./spoken-time.ts";

test.each([
  [0, "0 ms"],
  [179.6, "180 ms"],
  [999.4, "999 ms"],
  [999.9, "1.0 s"],
  [1449, "1.4 s"],
  [9_990, "10 s"],
  [62_000, "62 s"],
])("a gap of %d ms is %j", (ms, text) => {
  expect(spokenGap(ms)).toBe(text);
});

test.each([
  [0, "just now"],
  [2_999, "just now"],
  [12_000, "12 s ago"],
  [300_000, "5 min ago"],
  [7_300_000, "2 h ago"],
])("%d ms ago is %j", (ms, text) => {
  expect(spokenAgo(ms)).toBe(text);
});

test.each([
  [-5, "0:00"],
  [7_400, "0:07"],
  [754_000, "12:34"],
  [3_723_000, "1:02:03"],
])("a call of %d ms is %j long", (ms, text) => {
  expect(callLength(ms)).toBe(text);
});
