import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HoldfastError } from "../../proto/errors.ts";
import { dataRate } from "../../proto/limits.ts";
import { DataQueue } from "./data-queue.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const message = (n: number) => ({ payload: new Uint8Array([n & 255, n >> 8]), topic: "", to: [] });

function lab() {
  const sentAtMs: number[] = [];
  const order: number[] = [];
  const queue = new DataQueue(async ({ payload }) => {
    sentAtMs.push(performance.now());
    order.push(payload[0]! + 256 * payload[1]!);
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
  return { queue, sentAtMs, order };
}

it("delivers a burst of a thousand in order, and never faster than the server takes", async () => {
  const { queue, sentAtMs, order } = lab();
  const all = Promise.all(Array.from({ length: 1_000 }, (_, n) => queue.push(message(n))));
  await vi.advanceTimersByTimeAsync(12_000);
  await all;
  expect(order).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
  for (let first = 0; first < sentAtMs.length; first += 10)
    for (let last = first; last < sentAtMs.length; last += 7) {
      const seconds = (sentAtMs[last]! - sentAtMs[first]!) / 1_000;
      expect(last - first + 1).toBeLessThanOrEqual(dataRate.burst + seconds * dataRate.perSecond);
    }
});

it("tells whoever sends more than that for long, and goes on with what waits", async () => {
  const { queue, order } = lab();
  const outcomes = Array.from({ length: 6_000 }, (_, n) =>
    queue.push(message(n)).then(
      () => "sent",
      ({ code }) => code,
    ),
  );
  await vi.advanceTimersByTimeAsync(70_000);
  const counts = Map.groupBy(await Promise.all(outcomes), (outcome) => outcome);
  expect([...counts.keys()].toSorted()).toEqual(["sent", "too_many_requests"]);
  expect(counts.get("sent")!.length).toBe(order.length);
  expect(order.length).toBeGreaterThanOrEqual(5_000);
});

it("passes the server's refusal on to whom it concerns, and sends nothing after its end", async () => {
  const refused = new HoldfastError("forbidden");
  const queue = new DataQueue(({ payload }) => (payload[0] === 1 ? Promise.reject(refused) : Promise.resolve()));
  const outcomes = [queue.push(message(0)), queue.push(message(1)), queue.push(message(2))];
  expect((await Promise.allSettled(outcomes)).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  queue.close(new HoldfastError("left"));
  await expect(queue.push(message(3))).rejects.toMatchObject({ code: "left" });
});
