import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { pino } from "pino";
import { HeldRooms } from "./held-rooms.ts";
import { KnownPlacements } from "./known-placements.ts";
import type { NodeLink } from "../nodes/node-link.ts";
import type { HeldRoom } from "../nodes/node-rooms.ts";
import type { Nodes } from "../nodes/nodes.ts";
import { betterPlacement } from "./rendezvous.ts";
import type { Rooms } from "../rooms/rooms.ts";

const room = "r" as RoomName;
const [a, b] = ["a", "b"].map((id) => id as NodeId) as [NodeId, NodeId];
const keeps = betterPlacement(room, a, b);
const yields = keeps === a ? b : a;

function world(holds: Record<string, number>) {
  const fenced: string[] = [];
  const links = [a, b].map((id) => ({
    id,
    wasDead: false,
    rooms: new Map<RoomName, HeldRoom>(
      holds[id] === undefined ? [] : [[room, { epoch: holds[id], sessions: 1, participants: 1, leaving: false }]],
    ),
    request: (name: string, { epoch }: { epoch: number }) => {
      fenced.push(`${id} ${name} ${epoch}`);
      return Promise.resolve({});
    },
  })) as unknown as NodeLink[];
  const nodes = { links, byId: (id: NodeId) => links.find((link) => link.id === id) } as unknown as Nodes;
  const known = new KnownPlacements(() => 0);
  const rooms = { held: () => true, get: () => undefined } as unknown as Rooms;
  const heldRooms = new HeldRooms({ nodes, rooms, known, reconcile: () => {}, log: pino({ enabled: false }) });
  for (const link of links) for (const [name, held] of link.rooms) heldRooms.held(link, name, held);
  fenced.length = 0;
  return { known, fenced, heldRooms };
}

describe("the sweep", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("fences what was placed elsewhere when it is still held the second time", () => {
    const { known, fenced, heldRooms } = world({ a: 1 });
    known.note(room, { nodeId: b, epoch: 2 });
    vi.advanceTimersByTime(2_500); // It may be moving just now.
    expect(fenced).toEqual([]);
    vi.advanceTimersByTime(2_500);
    expect(fenced).toEqual(["a closeRoom 1"]);
    heldRooms.close();
  });
  it("leaves alone what is where it should be", () => {
    const { fenced, heldRooms } = world({ a: 1 });
    vi.advanceTimersByTime(20_000);
    expect(fenced).toEqual([]);
    heldRooms.close();
  });
  it("ends a room in two places at one epoch, on the node of the lower rank", () => {
    const { fenced, heldRooms } = world({ a: 3, b: 3 });
    vi.advanceTimersByTime(5_000);
    expect(fenced).toEqual([`${yields} closeRoom 3`]);
    heldRooms.close();
  });
});
