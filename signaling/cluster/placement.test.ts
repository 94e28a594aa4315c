import { describe, expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { defaultRoomSettings } from "../room-settings.ts";
import { MemoryStore } from "../store/memory-store.ts";
import type { Placement } from "../store/store.ts";
import { placeRoom } from "./placement.ts";
import { observePlacement, releasePlacement } from "./placement-observed.ts";
import type { NodeCandidate } from "./select-node.ts";

const room = "r" as RoomName;
const a = "a" as NodeId;
const b = "b" as NodeId;

function world(over: Partial<Record<string, Partial<NodeCandidate>>> = {}) {
  const store = new MemoryStore({ nowMs: () => 0 });
  const candidates = () =>
    [a, b].map((id) => ({
      id,
      usable: true,
      present: true,
      sessions: 0,
      capacity: 10,
      liveWorkers: 1,
      cpu: 0,
      ...over[id],
    }));
  return { store, candidates, random: () => 0 };
}

describe("placeRoom", () => {
  it("places a new room at epoch 1, and then finds it there", async () => {
    const deps = world();
    const placed = await placeRoom(deps, { room, sessions: 1 });
    expect(placed.epoch).toBe(1);
    await expect(placeRoom(deps, { room, sessions: 1 })).resolves.toEqual(placed);
  });

  it("moves a lost room to another node, one epoch up", async () => {
    const deps = world();
    const lost = await placeRoom(deps, { room, sessions: 1, prefer: a });
    await expect(placeRoom(deps, { room, sessions: 1, lost, exclude: new Set([a]) })).resolves.toEqual({
      nodeId: b,
      epoch: 2,
    });
  });

  it("keeps a room on its node after a worker's death, one epoch up", async () => {
    const deps = world();
    const lost = await placeRoom(deps, { room, sessions: 1, prefer: a });
    await expect(placeRoom(deps, { room, sessions: 1, lost, prefer: a })).resolves.toEqual({ nodeId: a, epoch: 2 });
  });

  it("follows who was faster: two that find the same loss end on one placement", async () => {
    const deps = world();
    const lost = await placeRoom(deps, { room, sessions: 1, prefer: a });
    const both = await Promise.all([
      placeRoom(deps, { room, sessions: 1, lost, prefer: a }),
      placeRoom(deps, { room, sessions: 1, lost, prefer: b }),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(both[0].epoch).toBe(2);
  });

  it("leaves a room where it is while its node is only suspect", async () => {
    const deps = world({ a: { usable: false } });
    await deps.store.swapPlacement(room, undefined, { nodeId: a, epoch: 7 });
    await expect(placeRoom(deps, { room, sessions: 1 })).resolves.toEqual({ nodeId: a, epoch: 7 });
  });

  it("leaves a node that is gone, without being told that the room is lost", async () => {
    const deps = world({ a: { usable: false, present: false } });
    await deps.store.swapPlacement(room, undefined, { nodeId: a, epoch: 7 });
    await expect(placeRoom(deps, { room, sessions: 1 })).resolves.toEqual({ nodeId: b, epoch: 8 });
  });

  it("goes above an epoch that the store has forgotten", async () => {
    const deps = world();
    await expect(placeRoom(deps, { room, sessions: 1, lost: { nodeId: a, epoch: 41 } })).resolves.toMatchObject({
      epoch: 42,
    });
  });

  it("says when there is no capacity", async () => {
    const deps = world({ a: { sessions: 10 }, b: { usable: false } });
    await expect(placeRoom(deps, { room, sessions: 1 })).rejects.toMatchObject({ code: "no_capacity" });
  });

  it("gives up on a store whose answers never settle", async () => {
    const deps = world();
    let epoch = 0;
    deps.store.swapPlacement = async (): Promise<Placement> => ({ nodeId: "gone" as NodeId, epoch: ++epoch });
    await expect(placeRoom(deps, { room, sessions: 1 })).rejects.toMatchObject({ code: "internal" });
  });
});

describe("what nodes report of their rooms", () => {
  it("brings back a placement that the store lost, but never an older one", async () => {
    const { store } = world();
    await observePlacement(store, room, a, 5);
    await observePlacement(store, room, b, 4);
    await expect(store.getPlacement(room)).resolves.toMatchObject({ nodeId: a, epoch: 5 });
  });

  it("releases a room and keeps its epoch", async () => {
    const deps = world();
    await observePlacement(deps.store, room, a, 5);
    await releasePlacement(deps.store, room, b, 5);
    await releasePlacement(deps.store, room, a, 4);
    await expect(deps.store.getPlacement(room)).resolves.toMatchObject({ nodeId: a });
    await releasePlacement(deps.store, room, a, 5);
    await expect(placeRoom(deps, { room, sessions: 1, prefer: b })).resolves.toEqual({ nodeId: b, epoch: 6 });
  });
});

describe("MemoryStore", () => {
  it("swaps only what is as expected, and never to a lower epoch", async () => {
    const { store } = world();
    const first = { nodeId: a, epoch: 2 };
    await store.swapPlacement(room, undefined, first);
    await expect(store.swapPlacement(room, undefined, { nodeId: b, epoch: 3 })).resolves.toMatchObject(first);
    await expect(store.swapPlacement(room, first, { nodeId: b, epoch: 1 })).resolves.toMatchObject(first);
    const second = { nodeId: a, epoch: 2, standby: b };
    await expect(store.swapPlacement(room, first, second)).resolves.toMatchObject(second);
    await expect(store.swapPlacement(room, first, { nodeId: b, epoch: 3 })).resolves.toMatchObject(second);
  });

  it("keeps room settings", async () => {
    const { store } = world();
    await expect(store.getRoomSettings(room)).resolves.toBeUndefined();
    await store.putRoomSettings(room, { ...defaultRoomSettings, redundancy: "hot" });
    await expect(store.getRoomSettings(room)).resolves.toMatchObject({ redundancy: "hot" });
    await store.deleteRoomSettings(room);
    await expect(store.getRoomSettings(room)).resolves.toBeUndefined();
  });

  it("forgets released rooms after a while, and only those", async () => {
    let nowMs = 0;
    const store = new MemoryStore({ nowMs: () => nowMs });
    await store.swapPlacement("gone" as RoomName, undefined, { nodeId: undefined, epoch: 1 });
    await store.swapPlacement(room, undefined, { nodeId: a, epoch: 1 });
    nowMs = 3_600_000;
    const other = "other" as RoomName;
    for (let write = 0; write < 1_000; write++)
      await store.swapPlacement(other, await store.getPlacement(other), { nodeId: b, epoch: write + 1 });
    await expect(store.getPlacement("gone" as RoomName)).resolves.toBeUndefined();
    await expect(store.getPlacement(room)).resolves.toBeDefined();
  });
});
