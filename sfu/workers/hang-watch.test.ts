import { expect, test } from "vitest";
import { HangWatch } from "./hang-watch.ts";

test("a worker that answers is asked again and again", () => {
  const watch = new HangWatch();
  for (let i = 0; i < 20; i++) {
    expect(watch.tick()).toBe("ask");
    watch.answered();
  }
});

test("one that does not answer is waited for, then given up", () => {
  const watch = new HangWatch();
  expect(Array.from({ length: 5 }, () => watch.tick())).toEqual(["ask", "wait", "wait", "wait", "hung"]);
});

test("a late answer is an answer", () => {
  const watch = new HangWatch();
  for (let i = 0; i < 4; i++) watch.tick();
  watch.answered();
  expect(watch.tick()).toBe("ask");
});
