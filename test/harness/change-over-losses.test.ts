import { describe, expect, test } from "vitest";
import { changeOverLosses } from "./change-over-losses.ts";

const frames = (...numbers: number[]) => numbers.map((frameNumber) => ({ frameNumber, arrivalMs: 0 }));

describe("changeOverLosses", () => {
  test("counts nothing when each picture is seen once", () => {
    expect(changeOverLosses(frames(1, 2, 3, 4), [frames(1, 2, 3), frames(2, 3, 4)])).toEqual({
      missed: 0,
      repeated: 0,
      lostByPath: 0,
      neverSent: 0,
    });
  });

  test("tells who lost a picture", () => {
    const seen = frames(1, 3, 5, 7);
    expect(changeOverLosses(seen, [frames(1, 2, 3, 4), frames(2, 5, 7)])).toMatchObject({
      missed: 1,
      lostByPath: 1,
      neverSent: 1,
    });
  });

  test("knows from others that a picture was sent", () => {
    const paths = [frames(1, 3), frames(3, 4)] as [ReturnType<typeof frames>, ReturnType<typeof frames>];
    expect(changeOverLosses(frames(1, 3, 4), paths)).toMatchObject({ neverSent: 1, lostByPath: 0 });
    expect(changeOverLosses(frames(1, 3, 4), paths, frames(2))).toMatchObject({ neverSent: 0, lostByPath: 1 });
  });

  test("counts what is seen twice, over the wrap of the numbers too", () => {
    expect(changeOverLosses(frames(65535, 0, 65535, 0, 2), [frames(65535, 0), frames(65535, 0, 2)])).toMatchObject({
      repeated: 2,
      neverSent: 1,
      missed: 0,
    });
  });
});
