import { describe, expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { Placement } from "../store/store.ts";
import { KnownPlacements } from "./known-placements.ts";
import { type KnownPlacement, newestPlacement } from "./placement-order.ts";
import { betterPlacement } from "./rendezvous.ts";

const room = "r" as RoomName;
const better = betterPlacement(room, "a" as NodeId, "b" as NodeId);
const worse = (better === "a" ? "b" : "a") as NodeId;
const at = (nodeId: NodeId | undefined, epoch: number, over: Partial<KnownPlacement> = {}): KnownPlacement => ({
  nodeId,
  epoch,
  held: false,
  ...over,
});

describe("newestPlacement", () => {
  it.each<[string, Placement | undefined, KnownPlacement | undefined, Partial<Placement> | undefined]>([
    ["nothing", undefined, undefined, undefined],
    ["only the store's", at(better, 1), undefined, { nodeId: better, epoch: 1 }],
    ["only ours", undefined, at(better, 1), { nodeId: better, epoch: 1 }],
    ["a store that went back in time", at(better, 3), at(worse, 5), { nodeId: worse, epoch: 5 }],
    ["a store that is ahead", at(worse, 6), at(better, 5, { held: true }), { nodeId: worse, epoch: 6 }],
    ["ours has a better rank", at(worse, 5), at(better, 5), { nodeId: better, epoch: 5 }],
    ["the store's has a better rank", at(better, 5), at(worse, 5, { held: true }), { nodeId: better, epoch: 5 }],
    ["let go by the node of the store", at(better, 5), at(undefined, 5, { releasedBy: better }), { epoch: 5 }],
    ["let go by another node", at(worse, 5), at(undefined, 5, { releasedBy: better }), { nodeId: worse, epoch: 5 }],
    ["let go, and only decided here", at(undefined, 5), at(better, 5), { epoch: 5 }],
    ["let go, and held after all", at(undefined, 5), at(better, 5, { held: true }), { nodeId: better, epoch: 5 }],
    [
      "a standby that the store lost",
      at(better, 5),
      at(better, 5, { standby: worse }),
      { nodeId: better, epoch: 5, standby: worse },
    ],
  ])("%s", (_, stored, known, expected) => {
    const newest = newestPlacement(room, stored, known);
    if (expected === undefined) expect(newest).toBeUndefined();
    else expect(newest).toMatchObject({ nodeId: undefined, ...expected });
  });
});

describe("KnownPlacements", () => {
  it("follows nodes and decisions upwards, never downwards", () => {
    const known = new KnownPlacements(() => 0);
    known.held(room, worse, 3);
    known.note(room, { nodeId: better, epoch: 2 });
    expect(known.get(room)).toMatchObject({ nodeId: worse, epoch: 3, held: true });
    known.note(room, { nodeId: better, epoch: 4 });
    expect(known.get(room)).toMatchObject({ nodeId: better, epoch: 4, held: false });
    known.held(room, worse, 3);
    expect(known.get(room)).toMatchObject({ nodeId: better, epoch: 4 });
    known.held(room, better, 4);
    expect(known.get(room)).toMatchObject({ held: true });
    known.held(room, worse, 4);
    expect(known.get(room)).toMatchObject({ nodeId: better });
  });

  it("keeps the epoch of a room that was let go, for a while", () => {
    let nowMs = 0;
    const known = new KnownPlacements(() => nowMs);
    known.held(room, better, 3);
    known.released(room, worse, 3);
    known.released(room, better, 2);
    expect(known.get(room)).toMatchObject({ nodeId: better });
    known.released(room, better, 3);
    expect(known.get(room)).toMatchObject({ nodeId: undefined, epoch: 3 });
    expect([...known.rooms()]).toEqual([room]);
    nowMs = 3_600_000;
    expect([...known.rooms()]).toEqual([]);
    expect(known.get(room)).toBeUndefined();
  });

  it("keeps the standby as long as the placement is the same", () => {
    const known = new KnownPlacements(() => 0);
    known.note(room, { nodeId: better, epoch: 3, standby: worse });
    known.held(room, better, 3);
    expect(known.get(room)).toMatchObject({ standby: worse, held: true });
    known.note(room, { nodeId: better, epoch: 4 });
    expect(known.get(room)?.standby).toBeUndefined();
  });
});
