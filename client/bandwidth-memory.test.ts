import { expect, it } from "vitest";
import { startKbpsFrom } from "./bandwidth-memory.ts";

it("begins a little below what the last path took, within reason", () => {
  expect(startKbpsFrom(2_000_000)).toBe(1_600);
  expect(startKbpsFrom(50_000)).toBe(300);
  expect(startKbpsFrom(90_000_000)).toBe(4_000);
});

it("has a first value before anything is known", () => {
  expect(startKbpsFrom(undefined)).toBe(1_000);
});
