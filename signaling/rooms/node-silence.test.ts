import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { joinsGoElsewhereAfterMs, unlessSilent } from "./node-silence.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Answers after so long, unless nobody waits any more. */
const answers =
  (afterMs: number) =>
  (signal: AbortSignal): Promise<string> =>
    new Promise((resolve, reject) => {
      setTimeout(() => resolve("in"), afterMs);
      signal.addEventListener("abort", () => reject(new Error("cancelled")));
    });

it("waits for a node that is heard, however long it takes, and no longer for one that falls silent", async () => {
  const never = new AbortController().signal;
  const slow = unlessSilent(() => 200, never, answers(2_500));
  const lost = expect(unlessSilent(() => performance.now(), never, answers(2_500))).rejects;
  const startedMs = performance.now();
  const told = lost.toMatchObject({ code: "node_unavailable" }).then(() => performance.now() - startedMs);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(await slow).toBe("in");
  expect(await told).toBeLessThanOrEqual(joinsGoElsewhereAfterMs + 100);
  expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
});

it("hands on what the work throws, and that nobody waits any more", async () => {
  const never = new AbortController().signal;
  await expect(
    unlessSilent(
      () => 0,
      never,
      () => Promise.reject(new Error("full")),
    ),
  ).rejects.toThrow("full");
  const left = new AbortController();
  const waiting = unlessSilent(() => 0, left.signal, answers(2_500));
  left.abort();
  await expect(waiting).rejects.toThrow("cancelled");
});
