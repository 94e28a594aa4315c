import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { writeTogether } from "./write-together.ts";

/** What each call of the operating system would have got. */
function recorded(): { stream: Writable; calls: string[] } {
  const calls: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => (calls.push(chunk), done()),
    writev: (chunks, done) => (calls.push(chunks.map(({ chunk }) => chunk as string).join("")), done()),
  });
  writeTogether(stream);
  return { stream, calls };
}

const nextTick = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

test("what is written in one tick, and in the promises that it settles, goes out together", async () => {
  const { stream, calls } = recorded();
  stream.write("1");
  await Promise.resolve();
  stream.write("2");
  expect(calls).toEqual([]);
  await nextTick();
  expect(calls).toEqual(["12"]);
  stream.write("3");
  await nextTick();
  expect(calls).toEqual(["12", "3"]);
});

test("a stream that ends, or is destroyed, in between does so as ever", async () => {
  const ended = recorded();
  ended.stream.write("1");
  ended.stream.end();
  await nextTick();
  expect(ended.calls).toEqual(["1"]);
  const destroyed = recorded();
  destroyed.stream.write("1");
  destroyed.stream.destroy();
  await nextTick();
  expect(destroyed.calls).toEqual([]);
  expect(destroyed.stream.destroyed).toBe(true);
});
