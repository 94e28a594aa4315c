import { expect, test } from "vitest";
import { diffIntent } from "./intent-diff.ts";

const held = (id: string, onThisPath: boolean) => ({ id, onThisPath });

test("on a new path everything is produced", () => {
  expect(diffIntent([], [{ id: "a" }])).toEqual({ produce: ["a"], keep: [], remove: [] });
});

test("what this path carries stays", () => {
  expect(diffIntent([held("a", true)], [{ id: "a" }])).toEqual({ produce: [], keep: ["a"], remove: [] });
});

test("what only the older path carries is produced anew, not removed", () => {
  expect(diffIntent([held("a", false)], [{ id: "a" }])).toEqual({ produce: ["a"], keep: [], remove: [] });
});

test("what is not intended any more goes, whichever path carries it", () => {
  expect(diffIntent([held("a", true), held("b", false)], [])).toEqual({ produce: [], keep: [], remove: ["a", "b"] });
});
