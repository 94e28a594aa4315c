import { pino } from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import type { NodeId, ParticipantId, PathId, RoomName, SessionId } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { Permissions } from "../grants.ts";
import { defaultRoomSettings } from "../room-settings.ts";
import { Session } from "../session/session.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { KnownPlacements } from "../placement/known-placements.ts";
import type { Nodes } from "../nodes/nodes.ts";
import { RecoveryPace } from "./recovery-pace.ts";
import { Reservations } from "../nodes/reservations.ts";
import { Rooms } from "./rooms.ts";

const name = "r" as RoomName;
const [a, b] = ["a", "b"].map((id) => id as NodeId) as [NodeId, NodeId];
const log = pino({ enabled: false });
const sink = { sendEvent: () => {}, relayEvent: () => {}, end: () => {} };
const somebody = new AbortController().signal;
const opened: Rooms[] = [];
afterEach(() => opened.splice(0).forEach((rooms) => rooms.close()));

async function roomOnA() {
  const store = new MemoryStore({ nowMs: () => 0 });
  await store.swapPlacement(name, undefined, { nodeId: a, epoch: 1 });
  /** What each node refuses an Attach with. */
  const refusals: Record<string, ErrorCode | ((epoch: number) => ErrorCode | undefined)> = {};
  const loads: Record<string, number> = {};
  const attach = (id: NodeId, { epoch, sessions }: { epoch: number; sessions: { sessionId: string }[] }) => {
    const refusal = refusals[id];
    const code = typeof refusal === "function" ? refusal(epoch) : refusal;
    if (code) throw new HoldfastError(code);
    const offer = { path: { id: `path-on-${id}` } };
    return { results: sessions.map(({ sessionId }) => ({ sessionId, outcome: "offer", offer })) };
  };
  const link = (id: NodeId) => ({
    rooms: new Map(),
    reserved: new Reservations(),
    request: async (what: string, payload: Parameters<typeof attach>[1]) =>
      what === "attach" ? attach(id, payload) : {},
  });
  const node = (id: NodeId) => ({
    id,
    usable: true,
    present: true,
    sessions: loads[id] ?? 0,
    capacity: 10,
    liveWorkers: 1,
    cpu: 0,
  });
  const rooms = new Rooms({
    nodes: { byId: link } as unknown as Nodes,
    store,
    known: new KnownPlacements(() => 0),
    candidates: () => [node(a), node(b)],
    candidate: node,
    random: () => 0,
    pace: new RecoveryPace(),
    nowMs: () => 0,
    onFailover: () => {},
    log,
  });
  opened.push(rooms);
  const newSession = (id: string): Session =>
    new Session({
      id: id as SessionId,
      room: name,
      participantId: `p-of-${id}` as ParticipantId,
      permissions: {} as Permissions,
      hot: false,
      settings: defaultRoomSettings,
      attach: { sessionId: id },
      sink,
      host: {
        log,
        iceServers: () => [],
        carried: () => {},
        nowMs: () => 0,
        patienceMs: 1_000,
        missing: () => {},
        endedEarly: () => {},
        closed: () => {},
      },
    });
  const session = newSession("s");
  session.attached({ id: "path-on-a" as PathId, nodeId: a, epoch: 1 }, "active");
  rooms.adopt(session, { nodeId: a, epoch: 1 });
  const join = () => rooms.join(newSession("newcomer"), wire.PathCause.JOIN, somebody);
  return { store, rooms, session, join, refusals, loads };
}

it("moves a room with those who are connected", async () => {
  const { store, rooms, session } = await roomOnA();
  await rooms.migrate(name, a, wire.PathCause.NODE_DRAINED, "");
  expect(await store.getPlacement(name)).toEqual({ nodeId: b, epoch: 2 });
  expect(session.active).toMatchObject({ nodeId: b, epoch: 2 });
});

describe("somebody comes to a room", () => {
  it("whose node is full: all of it moves to one that has place for everybody", async () => {
    const { store, rooms, session, join, refusals } = await roomOnA();
    refusals.a = "limit_sessions";
    await join();
    expect(await store.getPlacement(name)).toEqual({ nodeId: b, epoch: 2 });
    expect(session.active).toMatchObject({ nodeId: b, epoch: 2 });
    expect(session.paths.find(({ role }) => role === "previous")).toMatchObject({ nodeId: a, epoch: 1 });
    expect(rooms.get(name)?.sessions.size).toBe(2);
  });

  it("whose node is full, where no other has place for all of it: they stay, and who comes is refused", async () => {
    const { store, session, join, refusals, loads } = await roomOnA();
    refusals.a = "limit_sessions";
    loads.b = 9;
    await expect(join()).rejects.toMatchObject({ code: "limit_sessions" });
    expect(await store.getPlacement(name)).toEqual({ nodeId: a, epoch: 1 });
    expect(session.paths).toMatchObject([{ nodeId: a, epoch: 1, role: "active" }]);
  });

  it("whose node is full and that nobody is in: it is placed elsewhere", async () => {
    const { store, rooms, session, join, refusals, loads } = await roomOnA();
    rooms.leave(session);
    refusals.a = "limit_sessions";
    loads.b = 9;
    await join();
    expect(await store.getPlacement(name)).toEqual({ nodeId: b, epoch: 2 });
  });

  it("whose epoch is lower than its node remembers, as the store forgot it: the next one is higher", async () => {
    const { store, rooms, session, join, refusals } = await roomOnA();
    rooms.leave(session);
    refusals.a = (epoch) => (epoch < 3 ? "epoch_stale" : undefined);
    refusals.b = "node_unavailable";
    await join();
    expect(await store.getPlacement(name)).toEqual({ nodeId: a, epoch: 3 });
  });
});

it("leaves a room where it is when there is nobody to bring along", async () => {
  const { store, rooms, session } = await roomOnA();
  session.disconnect(sink);
  await rooms.migrate(name, a, wire.PathCause.NODE_DRAINED, "");
  expect(await store.getPlacement(name)).toEqual({ nodeId: a, epoch: 1 });
  expect(rooms.get(name)?.stuck).toBe("connection_closed");
});
