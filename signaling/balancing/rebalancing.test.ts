import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLogger } from "../../base/logger.ts";
import type { RoomName } from "../../proto/ids.ts";
import type { NodeLink } from "../nodes/node-link.ts";
import { type HeldRoom, NodeRooms } from "../nodes/node-rooms.ts";
import { Rebalancing } from "./rebalancing.ts";

const restMs = 10_000;
const capacity = 16;
/** It looks each 5 s, keeps still for 10 s, and moves nothing before what is uneven has lasted for 10 s more. */
const firstMovesMs = 20_000;

/** A node as its messages have told of it. */
class ToldNode {
  readonly held = new NodeRooms();
  readonly link: NodeLink;
  /** Of its last heartbeat. */
  sessions = 0;

  constructor(id: string) {
    const candidate = () => ({ id, usable: true, present: true, sessions: this.sessions, capacity });
    this.link = { id, rooms: this.held.rooms, standbySessions: 0, candidate } as unknown as NodeLink;
  }

  hold(room: string, { epoch = 1, sessions = 1 }: Partial<HeldRoom> = {}): void {
    this.held.set(room as RoomName, { epoch, sessions, leaving: false, participants: 0 }, false);
  }

  letGo(room: string): void {
    this.held.delete(room as RoomName, false);
  }

  beat(): void {
    this.sessions = this.held.sessions;
  }
}

let full: ToldNode;
let fresh: ToldNode;
let rebalancing: Rebalancing;
/** Rooms that are asked to move, and what ends that. */
let moves: Map<string, () => void>;

beforeEach(() => {
  vi.useFakeTimers();
  [full, fresh] = [new ToldNode("full"), new ToldNode("fresh")];
  moves = new Map();
  full.hold("pair", { sessions: 2 });
  for (const room of ["a", "b", "c", "d", "e", "f"]) full.hold(room);
  full.beat();
  rebalancing = new Rebalancing({
    nodes: { links: [full.link, fresh.link] },
    rooms: { migrate: (room: RoomName) => new Promise((resolve) => void moves.set(room, resolve)) },
    store: { up: true },
    restMs,
    nowMs: () => Date.now(),
    random: () => 0,
    log: createLogger({ name: "test", level: "silent" }),
  });
});
afterEach(() => {
  rebalancing.close();
  vi.useRealTimers();
});

const until = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("two replicas that look one right after the other", () => {
  it("move no more than what was uneven, though no heartbeat counts yet what the first one has moved", async () => {
    await until(firstMovesMs - 20);
    for (const room of ["a", "b", "c"]) {
      full.letGo(room);
      fresh.hold(room, { epoch: 2, sessions: 0 }); // nobody has arrived there
    }
    await until(20);
    expect(moves.size).toBe(1);
  });

  it("count a room once that one node has and the other one has not let go of", async () => {
    await until(firstMovesMs - 20);
    for (const room of ["a", "b", "c"]) fresh.hold(room, { epoch: 2, sessions: 1 });
    fresh.beat();
    await until(20);
    expect(moves.size).toBe(1);
  });
});

describe("a room that moves", () => {
  it("counts where it goes, however long that takes, and is not asked for twice", async () => {
    await until(firstMovesMs);
    expect(moves.size).toBe(4);
    const asked = new Map(moves);
    await until(60_000);
    expect(moves).toEqual(asked);
  });

  it("rests there, also when no node held it at a look", async () => {
    await until(firstMovesMs);
    for (const room of moves.keys()) full.letGo(room);
    await until(5_000);
    for (const [room, done] of moves) {
      fresh.hold(room, { epoch: 2 });
      done();
    }
    moves.clear();
    // Everybody else leaves: now it is the other one that is by far the fuller.
    full.held.clear();
    for (const node of [full, fresh]) node.beat();
    await until(5_000 + restMs - 1);
    expect(moves.size).toBe(0);
    await until(1);
    expect(moves.size).toBeGreaterThan(0);
  });
});
