import { expect, test } from "vitest";
import { errorTable } from "../../proto/errors.ts";
import { causeWords, endingFor } from "./cause-words.ts";

test("every cause of a recovery has a sentence, in any case", () => {
  expect(causeWords("NODE_DIED")).toBe(causeWords("node_died"));
  expect(causeWords("something new")).toBe("The connection was made anew.");
});

test("every error code has an ending", () => {
  for (const [code, kind] of Object.entries(errorTable)) {
    const ending = endingFor(code, kind.text);
    expect(ending.title.length).toBeGreaterThan(5);
    expect(ending.text.length).toBeGreaterThan(5);
  }
});

test("who was removed is not asked to rejoin; who left is", () => {
  expect(endingFor("removed").canRejoin).toBe(false);
  expect(endingFor("left").canRejoin).toBe(true);
  expect(endingFor(undefined).canRejoin).toBe(true);
});
