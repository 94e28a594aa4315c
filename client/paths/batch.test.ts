import { expect, it } from "vitest";
import { Batch } from "./batch.ts";

function batch(): { flushed: string[][]; it: Batch<string> } {
  const flushed: string[][] = [];
  return { flushed, it: new Batch<string>((items) => flushed.push(items)) };
}

it("hands on in one piece what was under way together", () => {
  const { flushed, it: one } = batch();
  one.begin();
  one.begin();
  one.end("audio");
  expect(flushed).toEqual([]);
  one.end("video");
  expect(flushed).toEqual([["audio", "video"]]);
});

it("does not wait for what came to nothing", () => {
  const { flushed, it: one } = batch();
  one.begin();
  one.begin();
  one.end("audio");
  one.end();
  expect(flushed).toEqual([["audio"]]);
});

it("a look while something is under way does nothing", () => {
  const { flushed, it: one } = batch();
  one.begin();
  one.flushIfIdle();
  expect(flushed).toEqual([]);
  one.end("video");
  one.flushIfIdle();
  expect(flushed).toEqual([["video"], []]);
});
