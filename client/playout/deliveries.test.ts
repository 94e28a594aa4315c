import { expect, it } from "vitest";
import { Deliveries } from "./deliveries.ts";

/** Frames of 30 a second; each is captured `delays` before it comes. */
function frames(...delaysMs: number[]): Deliveries {
  const deliveries = new Deliveries();
  delaysMs.forEach((delayMs, index) =>
    deliveries.note({ captureMs: 9_000 + 33 * index, atMs: 9_000 + 33 * index + delayMs }),
  );
  return deliveries;
}

it("tells the usual delay, past a frame that came late, and the interval", () => {
  const deliveries = frames(50, 52, 90, 51, 50, 49);
  expect(deliveries.delayMs).toBe(51);
  expect(deliveries.intervalMs).toBe(33);
});

it("says nothing after a few frames, or after the delay was changed", () => {
  expect(frames(50, 50, 50).delayMs).toBeUndefined();
  const deliveries = frames(50, 50, 50, 50, 50, 50);
  deliveries.forget();
  expect(deliveries.delayMs).toBeUndefined();
  expect(deliveries.newest?.captureMs).toBe(9_165);
});

it("expects the next frame soon after one that came late", () => {
  expect(frames(50, 50, 50, 50, 50).nextDueMs).toBe(9_000 + 5 * 33 + 50);
  expect(frames(50, 50, 50, 50, 70).nextDueMs).toBe(9_000 + 5 * 33 + 50);
});

it("goes by deliveries where there are no capture times, and counts each frame once", () => {
  const deliveries = new Deliveries();
  for (const atMs of [100, 133, 133, 166, 199, 232, 232]) deliveries.note({ atMs });
  expect(deliveries.delayMs).toBeUndefined();
  expect(deliveries.intervalMs).toBe(33);
  expect(deliveries.nextDueMs).toBe(265);
});

it("tells which path is ahead, frame by frame, whatever their clocks say", () => {
  const shown = frames(90, 90, 90, 90, 90, 90, 90);
  const newest = new Deliveries();
  for (let frame = 1; frame < 7; frame++)
    newest.note({ captureMs: 9_000 + 33 * frame - 140, atMs: 9_000 + 33 * frame + 60 });
  expect(newest.aheadOfMs(shown, 140)).toBe(30);
  expect(newest.aheadOfMs(shown, 130), "only tells one frame from the next").toBe(30);
});

it("is steady while frames are captured at equal intervals", () => {
  const deliveries = frames(50, 50, 50, 50, 50, 50);
  expect(deliveries.steady).toBe(true);
  deliveries.note({ captureMs: 9_000 + 5 * 33 + 12, atMs: 9_300 });
  expect(deliveries.steady).toBe(false);
  deliveries.note({ captureMs: 9_000 + 5 * 33 + 12 + 33, atMs: 9_310 });
  expect(deliveries.steady).toBe(true);
});
