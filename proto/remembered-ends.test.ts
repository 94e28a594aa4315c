import { fc, test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { errorTable } from "./errors.ts";
import { isEnd, RememberedEnds } from "./remembered-ends.ts";

const codes = Object.keys(errorTable);

test.prop([fc.array(fc.record({ id: fc.constantFrom("a", "b"), code: fc.constantFrom(...codes) }))])(
  "the first end of each presence is told, whatever is said of it later",
  (said) => {
    const ends = new RememberedEnds(() => 0);
    for (const { id, code } of said) ends.remember(id, code);
    for (const id of ["a", "b"]) expect(ends.why(id)).toBe(said.find((one) => one.id === id && isEnd(one.code))?.code);
  },
);

it("forgets after an hour, and the oldest first when there are too many", () => {
  let nowMs = 0;
  const ends = new RememberedEnds(() => nowMs);
  ends.remember("old", "removed");
  nowMs = 3_599_999;
  expect(ends.why("old")).toBe("removed");
  nowMs = 3_600_000;
  expect(ends.why("old")).toBeUndefined();
  for (let i = 0; i <= 20_000; i++) ends.remember(`se_${i}`, "left");
  expect(ends.why("se_0")).toBeUndefined();
  expect(ends.why("se_1")).toBe("left");
});
