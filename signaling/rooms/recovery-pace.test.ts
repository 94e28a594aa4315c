import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { NodeId } from "../../proto/ids.ts";
import { burstOf, perMsOf, RecoveryPace } from "./recovery-pace.ts";

const node = (capacity: number, id = "a") => ({ id: id as NodeId, capacity });

describe("RecoveryPace", () => {
  it("does not delay a small failover", () => {
    const pace = new RecoveryPace();
    for (let i = 0; i < 12; i++) expect(pace.book(node(500), 4, 0)).toBe(0); // 48 of 50
    expect(pace.book(node(20, "b"), 20, 0)).toBe(0); // the smallest node takes all that it may hold
  });
  it("spreads a full node's sessions over time, a twentieth of the capacity each 100 ms", () => {
    const pace = new RecoveryPace();
    const waits = Array.from({ length: 50 }, () => pace.book(node(500), 10, 0));
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(waits[5]).toBeCloseTo(40);
    expect(waits[6]).toBeCloseTo(80);
    expect(waits.at(-1)).toBeCloseTo(1_800);
  });
  it("paces each node for itself", () => {
    const pace = new RecoveryPace();
    pace.book(node(100), 100, 0);
    expect(pace.book(node(100), 10, 0)).toBeGreaterThan(0);
    expect(pace.book(node(100, "b"), 10, 0)).toBe(0);
  });
  it("lets a room larger than the burst go as one when the node is quiet", () => {
    const pace = new RecoveryPace();
    expect(pace.book(node(500), 300, 0)).toBe(0);
    expect(pace.book(node(500), 1, 0)).toBeCloseTo((300 - 49) * 4);
  });
  it("forgets what the node has digested", () => {
    const pace = new RecoveryPace();
    pace.book(node(500), 500, 0);
    expect(pace.book(node(500), 10, 2_000)).toBe(0);
  });
  it("gives what can wait no place in the queue", () => {
    const pace = new RecoveryPace();
    expect(pace.bookIdle(node(500), 50, 0)).toBe(true);
    expect(pace.bookIdle(node(500), 1, 0)).toBe(false);
    expect(pace.book(node(500), 1, 0)).toBeCloseTo(4); // as if the refused one had never asked
    expect(pace.bookIdle(node(500), 1, 500)).toBe(true);
  });

  const bookings = fc.array(fc.record({ sessions: fc.integer({ min: 1, max: 32 }), gapMs: fc.nat(80) }), {
    minLength: 1,
    maxLength: 100,
  });
  test.prop([bookings, fc.integer({ min: 1, max: 3_000 })])(
    "never exceeds the budget in any window",
    (drawn, capacity) => {
      const pace = new RecoveryPace();
      let nowMs = 0;
      const starts = drawn.map(({ sessions, gapMs }) => {
        nowMs += gapMs;
        return { atMs: nowMs + pace.book(node(capacity), sessions, nowMs), sessions };
      });
      starts.sort((a, b) => a.atMs - b.atMs);
      for (const [index, first] of starts.entries()) {
        let sum = 0;
        for (const { atMs, sessions } of starts.slice(index)) {
          sum += sessions;
          expect(sum).toBeLessThanOrEqual(burstOf(capacity) + (atMs - first.atMs) * perMsOf(capacity) + 1e-6);
        }
      }
    },
  );
});
