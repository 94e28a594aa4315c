import { describe, expect, test } from "vitest";
import { leftOut, type SendingLook } from "./left-out.ts";

/** Of 30 a second. */
const seen = (...numbers: number[]) =>
  numbers.map((frameNumber) => ({ frameNumber, arrivalMs: 1000 + (frameNumber * 1000) / 30 }));
const looks = (connection: string, fromMs: number, ...counts: [given: number, sent: number][]): SendingLook[] =>
  counts.map(([given, sent], index) => ({ connection, atMs: fromMs + 500 * index, given, sent }));

const missesThirty = seen(28, 29, 31, 32);
const delivered = new Set([28, 29, 31, 32]);

describe("leftOut", () => {
  test("counts a picture that its connection was given and did not send at that time", () => {
    expect(leftOut(missesThirty, delivered, looks("pc1", 1000, [1, 1], [15, 15], [30, 29], [45, 44], [60, 59]))).toBe(
      1,
    );
  });

  test("does not take a picture that is being encoded for one that was left out", () => {
    expect(leftOut(missesThirty, delivered, looks("pc1", 1000, [1, 1], [15, 15], [30, 30], [46, 45], [60, 60]))).toBe(
      0,
    );
  });

  test("counts nothing that somebody got, or that was left out at another time", () => {
    const skips = looks("pc1", 1000, [1, 1], [15, 15], [30, 29], [45, 44], [60, 59]);
    expect(leftOut(missesThirty, new Set([...delivered, 30]), skips)).toBe(0);
    const earlier = looks("pc1", 0, [15, 15], [30, 29], [45, 44], [60, 59], [75, 74]);
    expect(leftOut(missesThirty, delivered, earlier)).toBe(0);
  });

  test("counts nothing of a connection that begins or ends with it", () => {
    expect(leftOut(missesThirty, delivered, looks("pc2", 1000, [0, 0], [0, 0], [9, 4], [24, 19], [39, 34]))).toBe(0);
    expect(leftOut(missesThirty, delivered, looks("pc1", 1000, [1, 1], [15, 15], [30, 29], [45, 44]))).toBe(0);
  });

  test("counts no loss twice that the same looks account for", () => {
    const skips = looks("pc1", 1000, [1, 1], [15, 15], [30, 29], [45, 44], [60, 59]);
    expect(leftOut(seen(28, 29, 31, 33), new Set([28, 29, 31, 33]), skips)).toBe(1);
  });
});
