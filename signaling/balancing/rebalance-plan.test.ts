import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import {
  type BalancedRoom,
  maxRoomsAtOnce,
  maxSessionsAtOnce,
  planRebalance,
  type RebalancePlan,
  startGap,
  steadyMs,
  stopGap,
} from "./rebalance-plan.ts";
import type { NodeCandidate } from "../placement/select-node.ts";

const capacity = 100;

interface Scene {
  /** Sizes of the rooms on each node. */
  rooms: Record<string, number[]>;
  resting?: boolean;
  node?: (id: string) => Partial<NodeCandidate>;
}

function scene({ rooms, resting = false, node = () => ({}) }: Scene) {
  const nodes: NodeCandidate[] = Object.entries(rooms).map(([id, sizes]) => ({
    id: id as NodeId,
    usable: true,
    present: true,
    sessions: sizes.reduce((sum, size) => sum + size, 0),
    capacity,
    liveWorkers: 1,
    cpu: 0,
    ...node(id),
  }));
  const held: BalancedRoom[] = Object.entries(rooms).flatMap(([id, sizes]) =>
    sizes.map((sessions, index) => ({
      room: `${id}-${index}` as RoomName,
      nodeId: id as NodeId,
      sessions,
      rests: resting,
    })),
  );
  return { nodes, rooms: held };
}

const long = new Map([["", 0]]);
const plan = (what: Scene, uneven: RebalancePlan["uneven"] = long) =>
  planRebalance({ ...scene(what), uneven, nowMs: steadyMs });
const moved = (what: Scene) => plan(what).moves.map(({ room, to }) => `${room} to ${to}`);

describe("when one node is far above another", () => {
  it("its smallest rooms move to the emptiest one, a few at a time", () => {
    const { moves } = plan({ rooms: { a: [20, 3, 9, 1, 8, 2], b: [10], c: [] } });
    expect(moves.map(({ room, from, to }) => [room, from, to])).toEqual([
      ["a-3", "a", "c"],
      ["a-5", "a", "c"],
      ["a-1", "a", "c"],
      ["a-4", "a", "c"],
    ]);
    expect(moves).toHaveLength(maxRoomsAtOnce);
    expect(moves[0]!.why).toBe("a is 43% full, c 0%");
  });

  it("not more sessions at once than the budget, but a large room alone", () => {
    expect(moved({ rooms: { a: [30, 30, 30], b: [] } })).toHaveLength(1);
    expect(
      moved({ rooms: { a: [maxSessionsAtOnce + 1, 60, 60, 60], b: [] }, node: () => ({ capacity: 300 }) }),
    ).toEqual(["a-0 to b"]);
  });

  it("no room moves that would make the other node the fuller one", () => {
    expect(moved({ rooms: { a: [40], b: [] } })).toEqual([]);
    expect(moved({ rooms: { a: [40, 40], b: [10] } })).toEqual([]);
    expect(moved({ rooms: { a: [35, 35], b: [] } })).toHaveLength(1);
  });

  it("rooms that came a short while ago, and empty ones, stay", () => {
    expect(moved({ rooms: { a: [10, 10, 10], b: [] }, resting: true })).toEqual([]);
    expect(moved({ rooms: { a: [0, 0], b: [] }, node: (id) => (id === "a" ? { sessions: 50 } : {}) })).toEqual([]);
  });

  it("nothing moves to or from a node that takes no rooms, or to one with other labels", () => {
    const rooms = { a: [10, 10, 10], b: [] };
    expect(moved({ rooms, node: (id) => ({ usable: id !== "a" }) })).toEqual([]);
    expect(moved({ rooms, node: (id) => ({ usable: id !== "b" }) })).toEqual([]);
    expect(moved({ rooms, node: (region) => ({ labels: { region } }) })).toEqual([]);
    // Whatever its rooms ask for, they find it there.
    const labels = [
      { gpu: "1", region: "eu" },
      { region: "eu", gpu: "1" },
    ] as const;
    const alike = (id: string) => ({ labels: labels[id === "a" ? 0 : 1] });
    const sinceLong = new Map([["gpu=1,region=eu", 0]]);
    expect(plan({ rooms, node: alike }, sinceLong).moves).toHaveLength(1);
  });

  it("the share of the capacity counts, not the number of sessions", () => {
    const node = (id: string) => ({ capacity: id === "a" ? 1_000 : 100 });
    expect(moved({ rooms: { a: [50, 50], b: [5] }, node })).toEqual([]);
    expect(moved({ rooms: { a: [5], b: [20, 20] }, node })).toEqual(["b-0 to a"]);
  });
});

describe("it begins late and ends early", () => {
  const gapOf = (gap: number): Scene => {
    const ones = Array.from({ length: Math.round(gap * capacity) }, () => 1);
    return { rooms: { a: ones, b: [] } };
  };
  const none: RebalancePlan["uneven"] = new Map();

  it("not below the start, and not before that has lasted", () => {
    expect(plan(gapOf(startGap), none)).toEqual({ moves: [], uneven: none });
    const first = plan(gapOf(startGap + 0.01), none);
    expect(first).toEqual({ moves: [], uneven: new Map([["", steadyMs]]) });
    const input = { ...scene(gapOf(startGap + 0.01)), uneven: first.uneven };
    expect(planRebalance({ ...input, nowMs: 2 * steadyMs - 1 }).moves).toEqual([]);
    expect(planRebalance({ ...input, nowMs: 2 * steadyMs }).moves).toHaveLength(maxRoomsAtOnce);
  });

  it("goes on below the start until it is even enough, then forgets", () => {
    expect(plan(gapOf(startGap - 0.05)).moves).toHaveLength(3);
    expect(plan(gapOf(stopGap))).toEqual({ moves: [], uneven: none });
  });
});

const sizes = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });

property.prop([fc.record({ a: sizes, b: sizes, c: sizes }), fc.integer({ min: 100, max: 400 })])(
  "done again and again, even without any rest, it keeps to the budget and comes to an end",
  (rooms, size) => {
    const { nodes, rooms: held } = scene({ rooms, node: (id) => ({ capacity: id === "a" ? size : 400 }) });
    const unevenness = (): number => nodes.reduce((sum, { sessions, capacity: full }) => sum + sessions ** 2 / full, 0);
    for (let before = unevenness(); ;) {
      const { moves } = planRebalance({ nodes, rooms: held, uneven: long, nowMs: steadyMs });
      if (moves.length === 0) return;
      expect(moves.length).toBeLessThanOrEqual(maxRoomsAtOnce);
      let sessions = 0;
      for (const { room, from, to } of moves) {
        const one = held.find((candidate) => candidate.room === room)!;
        expect(one.nodeId).toBe(from);
        sessions += one.sessions;
        one.nodeId = to;
        nodes.find(({ id }) => id === from)!.sessions -= one.sessions;
        nodes.find(({ id }) => id === to)!.sessions += one.sessions;
      }
      if (moves.length > 1) expect(sessions).toBeLessThanOrEqual(maxSessionsAtOnce);
      const after = unevenness();
      expect(after).toBeLessThan(before);
      before = after;
    }
  },
);
