import { expect, it } from "vitest";
import { startKbpsFrom } from "./bandwidth-memory.ts";

it("begins with what was measured, and never with more", () => {
  expect(startKbpsFrom(2_000_000)).toBe(2_000);
  expect(startKbpsFrom(150_000)).toBe(150);
  expect(startKbpsFrom(90_000_000)).toBe(4_000);
});

it("has a careful first value before anything is known", () => {
  expect(startKbpsFrom(undefined)).toBe(1_000);
});
