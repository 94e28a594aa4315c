import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ReceivedMedia } from "../connections/connections.ts";
import { holdBack, holdFromStart, releaseHold } from "./hold-back.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function lab() {
  const targets: (number | null)[] = [];
  const receiver = {
    get jitterBufferTarget() {
      return targets.at(-1) ?? null;
    },
    set jitterBufferTarget(target: number | null) {
      targets.push(target);
    },
    getStats: async () => new Map(),
  };
  return { targets, consumer: { rtpReceiver: receiver } as unknown as ReceivedMedia };
}

const steps = (targets: readonly (number | null)[]): number[] =>
  targets.slice(1).map((target, index) => Math.abs((target ?? 0) - (targets[index] ?? 0)));

it("moves what is shown little by little, and what is not at once", async () => {
  const [shown, newest] = [lab(), lab()];
  void holdBack(shown.consumer, 50, true);
  void holdBack(newest.consumer, 50, false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(newest.targets).toEqual([50]);
  expect(shown.targets.at(-1)).toBe(50);
  expect(Math.max(...steps(shown.targets))).toBeLessThanOrEqual(8);
});

it("lets go little by little", async () => {
  const { consumer, targets } = lab();
  holdFromStart(consumer, 60);
  void releaseHold(consumer);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(targets.at(-1)).toBe(null);
  expect(Math.max(...steps(targets))).toBeLessThanOrEqual(8);
});

it("does not go on letting go of what is held back anew", async () => {
  const { consumer, targets } = lab();
  holdFromStart(consumer, 80);
  void releaseHold(consumer);
  await vi.advanceTimersByTimeAsync(200);
  void holdBack(consumer, 40, true);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(targets.at(-1)).toBe(40);
});

it("has nothing to do where the browser cannot", async () => {
  const consumer = { rtpReceiver: {} } as ReceivedMedia;
  holdFromStart(consumer, 50);
  await releaseHold(consumer);
  const held = holdBack(consumer, 50, true);
  await vi.advanceTimersByTimeAsync(1_000);
  await expect(held).resolves.toBeUndefined();
});
