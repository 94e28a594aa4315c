import { expect, it } from "vitest";
import { startKbpsFrom } from "./bandwidth-memory.ts";

it("begins a little below what the last path took, within reason", () => {
  expect(startKbpsFrom({ availableBps: 2_000_000, heldBack: true })).toBe(1_600);
  expect(startKbpsFrom({ availableBps: 50_000, heldBack: true })).toBe(300);
  expect(startKbpsFrom({ availableBps: 90_000_000, heldBack: true })).toBe(4_000);
});

it("does not take for a bound what nothing was bounded by, however many paths follow each other", () => {
  expect(startKbpsFrom({ availableBps: 1_000_000, heldBack: false })).toBe(3_000);
  expect(startKbpsFrom({ availableBps: 4_500_000, heldBack: false })).toBe(3_600);
});

it("has a first value before anything is known", () => {
  expect(startKbpsFrom(undefined)).toBe(1_000);
});
