import { expect, test } from "vitest";
import { hueOf, initialsOf } from "./person-look.ts";

test.each([
  ["Ada Lovelace", "AL"],
  ["ada", "A"],
  ["Ana María de la Cruz", "AC"],
  ["jean-luc", "JL"],
  ["  ", "?"],
  ["🦦 Otter", "🦦O"],
  ["李 小龍", "李小"],
])("initials of %j are %j", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test("a hue is stable, in range, and differs between similar ids", () => {
  expect(hueOf("guest-1")).toBe(hueOf("guest-1"));
  const hues = Array.from({ length: 16 }, (_, index) => hueOf(`guest-${index}`));
  for (const hue of hues) expect(hue >= 0 && hue < 360).toBe(true);
  expect(new Set(hues).size).toBeGreaterThan(12);
});
