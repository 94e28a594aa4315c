import { expect, it } from "vitest";
import { defaultReconnectPolicy } from "./reconnect-policy.ts";

it("tries soon, then later and later up to 4 s, always with full jitter", () => {
  expect(defaultReconnectPolicy({ attempt: 0, elapsedMs: 0, random: 0.9 })).toBe(90);
  expect(defaultReconnectPolicy({ attempt: 1, elapsedMs: 0, random: 1 })).toBe(250);
  expect(defaultReconnectPolicy({ attempt: 3, elapsedMs: 0, random: 0.5 })).toBe(500);
  expect(defaultReconnectPolicy({ attempt: 30, elapsedMs: 0, random: 1 })).toBe(4_000);
  expect(defaultReconnectPolicy({ attempt: 30, elapsedMs: 0, random: 0 })).toBe(0);
});

it("gives up after 2 min and not before", () => {
  expect(defaultReconnectPolicy({ attempt: 9, elapsedMs: 120_000, random: 0.5 })).toBeDefined();
  expect(defaultReconnectPolicy({ attempt: 9, elapsedMs: 120_001, random: 0.5 })).toBeUndefined();
});
