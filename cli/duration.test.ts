import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";

describe("parseDuration", () => {
  it.each([
    ["500ms", 500],
    ["30s", 30_000],
    ["1.5m", 90_000],
    ["2h", 7_200_000],
  ])("%s", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
  it.each(["", "30", "s", "-5s", "0s", "5 s", "5d", "1e3s"])("refuses %j", (text) => {
    expect(() => parseDuration(text)).toThrow(/30s/);
  });
});

it.each([
  [0, "0 s"],
  [119_000, "119 s"],
  [150_000, "3 min"],
  [7_200_000, "2 h"],
])("formatDuration %i", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
