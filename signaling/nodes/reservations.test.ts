import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { RoomName } from "../../proto/ids.ts";
import { Reservations } from "./reservations.ts";

const room = (name: string) => name as RoomName;

describe("reservations", () => {
  it("count from the decision to the heartbeat that shows the sessions", () => {
    const reserved = new Reservations();
    reserved.promise(room("a"), 5, 0);
    expect(reserved.count(0)).toBe(5);
    const attach = reserved.take(room("a"), 5);
    expect(reserved.count(10)).toBe(5);
    reserved.heard(); // sent before the node had them
    expect(reserved.count(20)).toBe(5);
    attach.settle(4);
    expect(reserved.count(30)).toBe(4);
    reserved.heard();
    expect(reserved.count(40)).toBe(0);
  });
  it("forget a placement that nothing followed", () => {
    const reserved = new Reservations();
    reserved.promise(room("a"), 5, 0);
    reserved.promise(room("b"), 2, 900);
    expect(reserved.count(999)).toBe(7);
    expect(reserved.count(1_000)).toBe(2);
    expect(reserved.count(2_000)).toBe(0);
  });
  it("count a room that is placed again once", () => {
    const reserved = new Reservations();
    reserved.promise(room("a"), 5, 0);
    reserved.promise(room("a"), 3, 10);
    expect(reserved.count(20)).toBe(3);
  });
  it("are settled once", () => {
    const reserved = new Reservations();
    const attach = reserved.take(room("a"), 2);
    attach.settle(0);
    attach.settle(2);
    expect(reserved.count(0)).toBe(0);
  });

  const step = fc.record({
    kind: fc.constantFrom("promise", "take", "settle", "heard"),
    room: fc.constantFrom("a", "b", "c").map(room),
    sessions: fc.integer({ min: 1, max: 9 }),
    waitMs: fc.integer({ min: 0, max: 700 }),
  });
  test.prop([fc.array(step, { maxLength: 60 })])("never count below zero, and end at nothing", (steps) => {
    const reserved = new Reservations();
    const open: { settle(sessions: number): void }[] = [];
    let nowMs = 0;
    for (const { kind, room: name, sessions, waitMs } of steps) {
      nowMs += waitMs;
      if (kind === "promise") reserved.promise(name, sessions, nowMs);
      if (kind === "take") open.push(reserved.take(name, sessions));
      if (kind === "settle") open.shift()?.settle(1);
      if (kind === "heard") reserved.heard();
      expect(reserved.count(nowMs)).toBeGreaterThanOrEqual(0);
    }
    for (const attach of open) attach.settle(0);
    reserved.heard();
    expect(reserved.count(nowMs + 1_000)).toBe(0);
  });
});
