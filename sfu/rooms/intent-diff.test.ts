import { expect, test } from "vitest";
import { diffIntent } from "./intent-diff.ts";

const held = (id: string, onThisPath: boolean, muted = false) => ({ id, muted, onThisPath });

test("on a new path everything is produced", () => {
  expect(diffIntent([], [{ id: "a", muted: false }])).toEqual({ produce: ["a"], remove: [], setMuted: [] });
});

test("the same intent again is nothing to do", () => {
  expect(diffIntent([held("a", true)], [{ id: "a", muted: false }])).toEqual({ produce: [], remove: [], setMuted: [] });
});

test("what only the older path carries is produced anew, not removed", () => {
  expect(diffIntent([held("a", false)], [{ id: "a", muted: true }])).toEqual({
    produce: ["a"],
    remove: [],
    setMuted: [],
  });
});

test("what is not intended any more goes, whichever path carries it", () => {
  expect(diffIntent([held("a", true), held("b", false)], [])).toEqual({
    produce: [],
    remove: ["a", "b"],
    setMuted: [],
  });
});

test("mute that changed meanwhile is applied", () => {
  expect(diffIntent([held("a", true)], [{ id: "a", muted: true }]).setMuted).toEqual([{ id: "a", muted: true }]);
});
