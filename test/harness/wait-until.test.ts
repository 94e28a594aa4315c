import { describe, expect, test } from "vitest";
import { notReady, ready, waitUntil } from "./wait-until.ts";

describe("waitUntil", () => {
  test("gives the value once there is one", async () => {
    let asked = 0;
    expect(
      await waitUntil("three", () => (++asked === 3 ? ready(asked) : notReady("too early")), { intervalMs: 1 }),
    ).toBe(3);
  });

  test("says why it was not so", async () => {
    const waiting = waitUntil("the moon", () => notReady("it is new"), { timeoutMs: 5, intervalMs: 1 });
    await expect(waiting).rejects.toThrow("not within 5 ms: the moon; at the last look: it is new");
  });
});
