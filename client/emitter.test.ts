import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Emitter } from "./emitter.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it("a listener that throws stops no other, and the page hears of it", () => {
  const emitter = new Emitter<{ wave: [height: number] }>();
  const heard: number[] = [];
  emitter.on("wave", () => {
    throw new Error("the page's own");
  });
  emitter.on("wave", (height) => heard.push(height));
  emitter.emit("wave", 3);
  expect(heard).toEqual([3]);
  expect(() => vi.runAllTimers()).toThrow("the page's own");
});

it("listeners may come and go while an event is told", () => {
  const emitter = new Emitter<{ wave: [] }>();
  const heard: string[] = [];
  const late = () => heard.push("late");
  const first = () => {
    heard.push("first");
    emitter.off("wave", first);
    emitter.on("wave", late);
  };
  emitter.on("wave", first);
  emitter.once("wave", () => heard.push("once"));
  emitter.emit("wave");
  emitter.emit("wave");
  expect(heard).toEqual(["first", "once", "late"]);
});
