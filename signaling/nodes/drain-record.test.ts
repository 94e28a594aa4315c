import { describe, expect, it } from "vitest";
import { drainCutShort, type DrainRecord, nextDrainRecord } from "./drain-record.ts";

const still = { draining: false, roomsTotal: 0 };
const draining = (roomsTotal: number) => ({ draining: true, roomsTotal, why: "api" });
const over = (why: string) => ({ draining: false, roomsTotal: 0, why });

const begun = nextDrainRecord(undefined, { before: still, after: draining(3), roomsHeld: 3, nowMs: 100 })!;

describe("what is remembered of a drain", () => {
  it("begins with it", () => {
    expect(begun).toEqual({ startedAtMs: 100, endedAtMs: undefined, end: undefined, roomsTotal: 3, roomsLeft: 3 });
    expect(nextDrainRecord(begun, { before: draining(3), after: draining(4), roomsHeld: 4, nowMs: 150 })).toBe(begun);
  });

  it.each(["drained", "deadline", "cancelled"] as const)("ends as %s, with the rooms that came meanwhile", (why) => {
    const end = nextDrainRecord(begun, { before: draining(5), after: over(why), roomsHeld: 1, nowMs: 900 });
    expect(end).toEqual({ startedAtMs: 100, endedAtMs: 900, end: why, roomsTotal: 5, roomsLeft: 1 });
  });

  it("reads an end that it does not know as cancelled", () => {
    const end = nextDrainRecord(begun, { before: draining(3), after: over("api"), roomsHeld: 2, nowMs: 1 });
    expect(end?.end).toBe("cancelled");
  });

  it("is not changed by a cordon, and begun anew by the next drain", () => {
    const end = nextDrainRecord(begun, { before: draining(3), after: over("drained"), roomsHeld: 0, nowMs: 900 })!;
    expect(nextDrainRecord(end, { before: still, after: over("api"), roomsHeld: 7, nowMs: 950 })).toBe(end);
    const again = nextDrainRecord(end, { before: still, after: draining(7), roomsHeld: 7, nowMs: 1_000 });
    expect(again).toMatchObject({ startedAtMs: 1_000, end: undefined, roomsTotal: 7 });
  });

  it("is of a drain that was over at once, when the node had no rooms", () => {
    const cancelled = nextDrainRecord(begun, { before: draining(3), after: over("cancelled"), roomsHeld: 3, nowMs: 5 });
    expect(
      nextDrainRecord(cancelled, { before: still, after: over("drained"), roomsHeld: 0, nowMs: 70 }),
    ).toMatchObject({ startedAtMs: 70, endedAtMs: 70, end: "drained", roomsTotal: 0 });
  });

  it("ends when the node's process is gone, once", () => {
    const gone = drainCutShort(begun, 0, 500);
    expect(gone).toMatchObject({ end: "node_gone", endedAtMs: 500, roomsTotal: 3, roomsLeft: 0 });
    expect(drainCutShort(gone, 2, 700)).toBe(gone);
  });

  it("is made up from what is known when this replica came in the middle", () => {
    const end = nextDrainRecord(undefined, { before: draining(4), after: over("deadline"), roomsHeld: 1, nowMs: 9 });
    expect(end).toEqual<DrainRecord>({ startedAtMs: 9, endedAtMs: 9, end: "deadline", roomsTotal: 4, roomsLeft: 1 });
  });
});
