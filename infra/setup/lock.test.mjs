import { expect, test } from "vitest";
import { takeLock } from "./lock.mjs";

test("the second waits until the first lets go, and is told whom it waits for", async () => {
  const name = `\0holdfast-lock-test-${process.pid}`;
  const happened = [];
  const releaseFirst = await takeLock(() => {}, name);
  const second = takeLock((pid) => happened.push(`waits for ${pid}`), name).then((release) => {
    happened.push("second has it");
    release();
  });
  await expect.poll(() => happened).toEqual([`waits for ${process.pid}`]);
  releaseFirst();
  await second;
  expect(happened).toEqual([`waits for ${process.pid}`, "second has it"]);
});
