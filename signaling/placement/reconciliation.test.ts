import { pino } from "pino";
import { describe, expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { MemoryStore } from "../store/memory-store.ts";
import type { Placement, StoreHint } from "../store/store.ts";
import { KnownPlacements } from "./known-placements.ts";
import type { Placed } from "./placement.ts";
import { Reconciliation } from "./reconciliation.ts";

const node = (name: string) => name as NodeId;
const room = (index: number) => `room-${index}` as RoomName;
const silent = pino({ level: "silent" });

/** A store that comes back when it is told to, and counts what it is asked one by one. */
class Returning extends MemoryStore {
  asked = 0;
  #listener: ((hint: StoreHint) => void) | undefined;
  constructor() {
    super({ nowMs: () => 0 });
  }
  override watch(listener: (hint: StoreHint) => void): void {
    this.#listener = listener;
  }
  override getPlacement(name: RoomName): Promise<Placement | undefined> {
    this.asked++;
    return super.getPlacement(name);
  }
  comeBack(): void {
    this.#listener?.({ kind: "returned" });
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe("a store that comes back", () => {
  it("gets what it has lost, many at once, and what it has instead is followed or put right", async () => {
    const store = new Returning();
    const known = new KnownPlacements(() => 0);
    const placed: [RoomName, Placed, boolean][] = [];
    const onPlaced = (...told: [RoomName, Placed, boolean]) => void placed.push(told);
    const reconciliation = new Reconciliation({ store, known, onPlaced, nowMs: () => 0, log: silent });
    for (let index = 0; index < 1_200; index++) known.held(room(index), node("a"), 3);
    known.held(room(1_200), node("a"), 3);
    known.released(room(1_200), node("a"), 3);
    // Others were faster with two of them; of a third the store was turned back.
    await store.swapPlacement(room(10), undefined, { nodeId: node("b"), epoch: 4 });
    await store.swapPlacement(room(600), undefined, { nodeId: node("a"), epoch: 3, standby: node("b") });
    await store.swapPlacement(room(700), undefined, { nodeId: node("b"), epoch: 2 });
    store.comeBack();
    await settled();
    reconciliation.close();
    expect(store.asked).toBe(1); // the one that was turned back
    const expected = (index: number): Placement =>
      index === 10
        ? { nodeId: node("b"), epoch: 4 }
        : index === 600
          ? { nodeId: node("a"), epoch: 3, standby: node("b") }
          : { nodeId: index === 1_200 ? undefined : node("a"), epoch: 3 };
    for (let index = 0; index <= 1_200; index++)
      await expect(store.getPlacement(room(index))).resolves.toEqual(expected(index));
    expect(known.get(room(600))?.standby).toBe("b");
    expect(placed.filter(([, , isNews]) => isNews)).toEqual([[room(10), { nodeId: "b", epoch: 4 }, true]]);
    expect(placed).toHaveLength(1_200); // nobody is told of the one that was let go
  });

  it("falls back to one by one for those that it did not answer for", async () => {
    const store = new Returning();
    store.restorePlacements = () => Promise.reject(new Error("too late"));
    const known = new KnownPlacements(() => 0);
    const reconciliation = new Reconciliation({ store, known, onPlaced: () => {}, nowMs: () => 0, log: silent });
    for (let index = 0; index < 300; index++) known.held(room(index), node("a"), 3);
    store.comeBack();
    await settled();
    reconciliation.close();
    for (let index = 0; index < 300; index++)
      await expect(store.getPlacement(room(index))).resolves.toEqual({ nodeId: "a", epoch: 3 });
  });
});
