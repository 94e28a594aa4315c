import { describe, expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { MemoryStore } from "../store/memory-store.ts";
import type { Placement } from "../store/store.ts";
import { placeRoom } from "./placement.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { KnownPlacements } from "./known-placements.ts";
import { agreeWithStore } from "./reconciliation.ts";
import { rendezvousNode } from "./rendezvous.ts";
import type { NodeCandidate } from "./select-node.ts";

const room = "r" as RoomName;
const a = "a" as NodeId;
const b = "b" as NodeId;

function world(over: Partial<Record<string, Partial<NodeCandidate>>> = {}) {
  const store = new MemoryStore({ nowMs: () => 0 });
  const known = new KnownPlacements(() => 0);
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
  const candidate = (wanted: NodeId) => candidates().find(({ id }) => id === wanted);
  return { store, known, candidates, candidate, random: () => 0 };
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

  it("says when no node has the labels, and when those that have are full", async () => {
    const deps = world({ a: { labels: { gpu: "1" } }, b: { labels: { gpu: "2" } } });
    const place = (gpu: string, sessions = 1, over: object = {}) =>
      placeRoom(deps, { room, sessions, selector: { region: "", nodeLabels: { gpu } }, ...over });
    await expect(place("3")).rejects.toMatchObject({
      code: "no_matching_node",
      message: expect.stringMatching(/HOLDFAST_LABELS.*\(gpu=3\)/),
    });
    await expect(place("2", 11)).rejects.toMatchObject({ code: "no_capacity" });
    const placed = await place("2");
    expect(placed).toEqual({ nodeId: b, epoch: 1 });
    await expect(place("2", 1, { lost: placed, exclude: new Set([b]) })).rejects.toMatchObject({ code: "no_capacity" });
  });

  it("gives up on a store whose answers never settle", async () => {
    const deps = world();
    let epoch = 0;
    deps.store.swapPlacement = async (): Promise<Placement> => ({ nodeId: "gone" as NodeId, epoch: ++epoch });
    await expect(placeRoom(deps, { room, sessions: 1 })).rejects.toMatchObject({ code: "internal" });
  });
});

describe("placeRoom without a store", () => {
  const away = (deps: ReturnType<typeof world>) => {
    const refuse = () => Promise.reject(new HoldfastError("store_unavailable"));
    const { getPlacement, swapPlacement } = deps.store;
    deps.store.getPlacement = refuse;
    deps.store.swapPlacement = refuse;
    return { ...deps, comesBack: () => Object.assign(deps.store, { getPlacement, swapPlacement }) };
  };

  it("goes on with what it knows", async () => {
    const deps = world();
    const placed = await placeRoom(deps, { room, sessions: 1, prefer: b });
    await expect(placeRoom(away(deps), { room, sessions: 1 })).resolves.toEqual(placed);
  });

  it("two replicas place a new room alike, and so they do a lost one", async () => {
    const replicas = [away(world()), away(world())];
    const place = (lost?: { nodeId: NodeId; epoch: number }) =>
      Promise.all(
        replicas.map((deps) =>
          placeRoom(deps, { room, sessions: 1, lost, exclude: new Set(lost ? [lost.nodeId] : []) }),
        ),
      );
    const [first, same] = await place();
    expect(first).toEqual({ nodeId: rendezvousNode(room, [a, b]), epoch: 1 });
    expect(same).toEqual(first);
    const [next, alike] = await place(first);
    expect(next).toEqual({ nodeId: first!.nodeId === a ? b : a, epoch: 2 });
    expect(alike).toEqual(next);
  });

  it("writes down what was decided when the store is back, above what it remembers", async () => {
    const deps = world();
    await deps.store.swapPlacement(room, undefined, { nodeId: a, epoch: 3 });
    deps.known.held(room, a, 7);
    const alone = away(deps);
    const lost = { nodeId: a, epoch: 7 };
    await expect(placeRoom(alone, { room, sessions: 1, lost, exclude: new Set([a]) })).resolves.toEqual({
      nodeId: b,
      epoch: 8,
    });
    alone.comesBack();
    await agreeWithStore(deps.store, deps.known, room);
    await expect(deps.store.getPlacement(room)).resolves.toEqual({ nodeId: b, epoch: 8 });
  });

  it("goes on alone when the store goes away between reading and writing", async () => {
    const deps = world();
    deps.store.swapPlacement = () => Promise.reject(new HoldfastError("store_unavailable"));
    const placed = await placeRoom(deps, { room, sessions: 1 });
    expect(placed.epoch).toBe(1);
    await expect(placeRoom(away(deps), { room, sessions: 1 })).resolves.toEqual(placed);
  });

  it("says when there is no capacity", async () => {
    const deps = away(world({ a: { usable: false }, b: { usable: false } }));
    await expect(placeRoom(deps, { room, sessions: 1 })).rejects.toMatchObject({ code: "no_capacity" });
  });
});

describe("placeRoom with a store that was turned back", () => {
  it("goes above what nodes hold, and writes that down", async () => {
    const deps = world();
    await deps.store.swapPlacement(room, undefined, { nodeId: b, epoch: 2 });
    deps.known.held(room, a, 9);
    await expect(placeRoom(deps, { room, sessions: 1 })).resolves.toEqual({ nodeId: a, epoch: 9 });
    await expect(deps.store.getPlacement(room)).resolves.toMatchObject({ nodeId: a, epoch: 9 });
    const lost = { nodeId: a, epoch: 9 };
    await expect(placeRoom(deps, { room, sessions: 1, lost })).resolves.toMatchObject({ epoch: 10 });
  });
});

describe("what nodes report of their rooms", () => {
  it("brings back a placement that the store lost, but never an older one", async () => {
    const { store, known } = world();
    known.held(room, a, 5);
    await agreeWithStore(store, known, room);
    known.held(room, b, 4);
    await agreeWithStore(store, known, room);
    await expect(store.getPlacement(room)).resolves.toMatchObject({ nodeId: a, epoch: 5 });
  });

  it("releases a room and keeps its epoch", async () => {
    const deps = world();
    const { store, known } = deps;
    known.held(room, a, 5);
    known.released(room, b, 5);
    known.released(room, a, 4);
    await expect(agreeWithStore(store, known, room)).resolves.toMatchObject({ nodeId: a });
    known.released(room, a, 5);
    await expect(agreeWithStore(store, known, room)).resolves.toMatchObject({ nodeId: undefined, epoch: 5 });
    await expect(placeRoom(deps, { room, sessions: 1, prefer: b })).resolves.toEqual({ nodeId: b, epoch: 6 });
  });

  it("two replicas that decided apart agree on the better rank once there is a store", async () => {
    const [one, other] = [world(), world()];
    const best = rendezvousNode(room, [a, b])!;
    const second = best === a ? b : a;
    one.known.note(room, { nodeId: best, epoch: 4 });
    other.known.note(room, { nodeId: second, epoch: 4 });
    for (const { known } of [other, one, other]) await agreeWithStore(one.store, known, room);
    expect(one.known.get(room)).toMatchObject({ nodeId: best, epoch: 4 });
    expect(other.known.get(room)).toMatchObject({ nodeId: best, epoch: 4 });
  });
});

describe("MemoryStore", () => {
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
