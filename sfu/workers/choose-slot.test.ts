import { expect, test } from "vitest";
import { chooseSlot } from "./choose-slot.ts";

const slot = (n: number, alive: boolean, rooms: number, consumers: number) => ({ slot: n, alive, rooms, consumers });

test.each([
  ["no worker at all", [], undefined],
  ["nobody alive", [slot(0, false, 0, 0)], undefined],
  ["the only live one, however loaded", [slot(0, false, 0, 0), slot(1, true, 90, 900)], 1],
  ["the lower number on a tie", [slot(0, true, 1, 8), slot(1, true, 1, 8)], 0],
  ["fewer consumers", [slot(0, true, 1, 40), slot(1, true, 1, 4)], 1],
  ["fewer rooms, when those placed a moment ago have no consumers yet", [slot(0, true, 3, 0), slot(1, true, 1, 0)], 1],
])("chooses %s", (_name, slots, expected) => {
  expect(chooseSlot(slots)).toBe(expected);
});
