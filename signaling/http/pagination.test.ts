import { fc, test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { afterByText, compareText, type Page, pageOf, pageQuery } from "./pagination.ts";

const identity = (text: string): string => text;
const readAll = (texts: readonly string[], limit: number): string[] => {
  const all: string[] = [];
  let page: Page<string> = pageOf(texts, { limit }, identity, afterByText);
  for (;;) {
    all.push(...page.entries);
    if (page.next === undefined) return all;
    page = pageOf(texts, { limit, cursor: page.next }, identity, afterByText);
  }
};

test.prop([fc.uniqueArray(fc.string({ minLength: 1 })), fc.integer({ min: 1, max: 7 })])(
  "pages together are the whole list",
  (texts, limit) => {
    const sorted = texts.toSorted(compareText);
    expect(readAll(sorted, limit)).toEqual(sorted);
  },
);

it("goes on where it was when the last entry has gone meanwhile", () => {
  const { next } = pageOf(["a", "b", "c", "d"], { limit: 2 }, identity, afterByText);
  expect(pageOf(["a", "c", "d"], { limit: 2, cursor: next }, identity, afterByText)).toEqual({ entries: ["c", "d"] });
});

it("ends when nothing comes after", () => {
  const { next } = pageOf(["a", "b"], { limit: 1 }, identity, afterByText);
  expect(pageOf(["a"], { limit: 1, cursor: next }, identity, afterByText)).toEqual({ entries: [] });
});

it.each(["x", "!!", "MTph=", Buffer.from("2:a").toString("base64url")])("refuses the cursor %j", (cursor) => {
  expect(pageQuery(10, 100).safeParse({ cursor }).success).toBe(false);
});

it.each([{ limit: "0" }, { limit: "101" }, { limit: "1.5" }, { limit: "many" }, { cursor: "" }, { page: "2" }])(
  "refuses the query %j",
  (query) => {
    expect(pageQuery(10, 100).safeParse(query).success).toBe(false);
  },
);
