import { expect, test } from "vitest";
import { RoomName } from "../../proto/ids.ts";
import { friendlyPersonName, friendlyRoomName, roomNameFrom } from "./friendly-names.ts";

test("friendly room names are room names, for every random value", () => {
  for (const value of [0, 0.25, 0.5, 0.999999]) {
    expect(RoomName.parse(friendlyRoomName(() => value))).toBeDefined();
  }
  expect(friendlyRoomName(() => 0)).toBe("amber-anchor-10");
});

test("friendly person names are capitalised words", () => {
  expect(friendlyPersonName(() => 0)).toBe("Amber Anchor");
});

test.each([
  ["Team stand-up!", "team-stand-up"],
  ["  Café Münster ", "cafe-munster"],
  ["--x--", "x"],
  ["", ""],
  ["会議", ""],
  ["a".repeat(200), "a".repeat(64)],
])("%j becomes %j", (text, name) => {
  expect(roomNameFrom(text)).toBe(name);
});
