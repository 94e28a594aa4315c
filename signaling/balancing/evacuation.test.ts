import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import { Evacuation, reasonToLeave } from "./evacuation.ts";
import type { NodeState } from "../nodes/liveness.ts";
import type { NodeLink } from "../nodes/node-link.ts";
import type { Rooms } from "../rooms/rooms.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a node is left", () => {
  it("when it is abandoned or draining, and not when it is dead or heard of", () => {
    expect(reasonToLeave("abandoned", "serving")).toBe(wire.PathCause.CONTROL_LOST);
    expect(reasonToLeave("live", "draining")).toBe(wire.PathCause.NODE_DRAINED);
    expect(reasonToLeave("unheard", "cordoned")).toBeUndefined();
    expect(reasonToLeave("dead", "draining")).toBeUndefined();
  });

  it("until it has no reason any more: rooms that come to it later stay", async () => {
    const moved: string[] = [];
    const held = new Set(["tide-pool"]);
    const liveness = { state: "abandoned" as NodeState, witness: "no heartbeat" };
    const link = { id: "n1" as NodeId, liveness, serving: {} } as unknown as NodeLink;
    const rooms = {
      leaveStandby: () => {},
      on: () => [...held].map((name) => ({ name: name as RoomName, sessions: new Set([1]) })),
      migrate: async (name: string) => {
        moved.push(name);
        held.delete(name);
      },
    } as unknown as Rooms;
    const evacuation = new Evacuation({ rooms });
    evacuation.consider(link);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(moved).toEqual(["tide-pool"]);
    liveness.state = "live";
    await vi.advanceTimersByTimeAsync(1_000);
    held.add("kelp");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(moved).toEqual(["tide-pool"]);
    evacuation.close();
  });

  it("by all rooms that others take, however many there are that nobody takes", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `room-${index}`);
    const held = new Set(names);
    const link = { id: "n1", liveness: { state: "live" }, serving: { state: 2 } } as unknown as NodeLink;
    const rooms = {
      leaveStandby: () => {},
      on: () => [...held].map((name) => ({ name: name as RoomName, sessions: new Set([1]) })),
      migrate: async (name: string) => {
        if (Number(name.slice("room-".length)) >= 30) held.delete(name);
      },
    } as unknown as Rooms;
    const evacuation = new Evacuation({ rooms });
    evacuation.consider(link);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(held).toEqual(new Set(names.slice(0, 30)));
    evacuation.close();
  });
});
