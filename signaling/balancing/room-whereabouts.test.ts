import { describe, expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { arrivalMs, type RoomTold, type Whereabouts, whereRoomsAre } from "./room-whereabouts.ts";

const keepMs = 60_000;
const room = "r" as RoomName;
const told = (nodeId: string, epoch: number, sessions: number): RoomTold => ({
  room,
  nodeId: nodeId as NodeId,
  epoch,
  sessions,
});

/** What is known of the room after these looks. */
function seen(...looks: [atMs: number, ...told: RoomTold[]][]) {
  let where: Whereabouts = new Map();
  for (const [nowMs, ...all] of looks) where = whereRoomsAre(where, all, { nowMs, keepMs });
  return where.get(room);
}

describe("where a room is", () => {
  it("is told by its highest epoch, whoever tells first", () => {
    const [older, newer] = [told("a", 1, 3), told("b", 2, 0)];
    for (const all of [
      [older, newer],
      [newer, older],
    ])
      expect(seen([0, ...all])).toMatchObject({ nodeId: "b", epoch: 2 });
  });

  it("has not changed when it was never seen elsewhere", () => {
    expect(seen([0, told("a", 1, 3)], [5, told("a", 1, 4)])).toEqual({
      nodeId: "a",
      epoch: 1,
      sessions: 4,
      movedAtMs: Number.NEGATIVE_INFINITY,
      seenAtMs: 5,
    });
  });

  it("has changed when it is seen at another node, also when nobody held it in between", () => {
    const before = [0, told("a", 1, 3)] as const;
    expect(seen([...before], [5, told("b", 2, 3)], [9, told("b", 2, 3)])).toMatchObject({ movedAtMs: 5 });
    expect(seen([...before], [5], [9, told("b", 2, 3)])).toMatchObject({ movedAtMs: 9 });
    expect(seen([...before], [5])).toMatchObject({ nodeId: "a", seenAtMs: 0 });
    expect(seen([...before], [keepMs], [keepMs + 1, told("b", 2, 3)])).toMatchObject({
      movedAtMs: Number.NEGATIVE_INFINITY,
    });
  });

  it("counts those who are still on their way there, for a while", () => {
    const moves = [
      [0, told("a", 1, 3)],
      [1, told("b", 2, 0)],
    ] as [number, RoomTold][];
    expect(seen(...moves)).toMatchObject({ sessions: 3 });
    expect(seen(...moves, [arrivalMs, told("b", 2, 1)])).toMatchObject({ sessions: 3 });
    expect(seen(...moves, [5, told("b", 2, 4)])).toMatchObject({ sessions: 4 });
    expect(seen(...moves, [arrivalMs + 1, told("b", 2, 1)])).toMatchObject({ sessions: 1 });
  });
});
