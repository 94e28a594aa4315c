import { pino } from "pino";
import { afterEach, expect, it } from "vitest";
import type { NodeId, ParticipantId, PathId, RoomName, SessionId } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { Permissions } from "../grants.ts";
import { defaultRoomSettings } from "../room-settings.ts";
import { Session } from "../session/session.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { KnownPlacements } from "./known-placements.ts";
import type { Nodes } from "./nodes.ts";
import { RecoveryPace } from "./recovery-pace.ts";
import { Reservations } from "./reservations.ts";
import { Rooms } from "./rooms.ts";

const name = "r" as RoomName;
const [a, b] = ["a", "b"].map((id) => id as NodeId) as [NodeId, NodeId];
const log = pino({ enabled: false });
const sink = { sendEvent: () => {}, relayEvent: () => {}, end: () => {} };
const opened: Rooms[] = [];
afterEach(() => opened.splice(0).forEach((rooms) => rooms.close()));

async function roomOnA() {
  const store = new MemoryStore({ nowMs: () => 0 });
  await store.swapPlacement(name, undefined, { nodeId: a, epoch: 1 });
  const link = (id: NodeId) => ({
    rooms: new Map(),
    reserved: new Reservations(),
    request: async (what: string) =>
      what === "attach"
        ? { results: [{ sessionId: "s", outcome: "offer", offer: { path: { id: `path-on-${id}` } } }] }
        : {},
  });
  const node = (id: NodeId) => ({
    id,
    usable: true,
    present: true,
    sessions: 0,
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
  const session = new Session({
    id: "s" as SessionId,
    room: name,
    participantId: "p" as ParticipantId,
    permissions: {} as Permissions,
    hot: false,
    settings: defaultRoomSettings,
    attach: { sessionId: "s" },
    sink,
    host: { log, iceServers: () => [], carried: () => {} },
  });
  session.attached({ id: "path-on-a" as PathId, nodeId: a, epoch: 1 }, "active");
  rooms.adopt(session, { nodeId: a, epoch: 1 });
  return { store, rooms, session };
}

it("moves a room with those who are connected", async () => {
  const { store, rooms, session } = await roomOnA();
  await rooms.migrate(name, a, wire.PathCause.NODE_DRAINED, "");
  expect(await store.getPlacement(name)).toEqual({ nodeId: b, epoch: 2 });
  expect(session.active).toMatchObject({ nodeId: b, epoch: 2 });
});

it("leaves a room where it is when there is nobody to bring along", async () => {
  const { store, rooms, session } = await roomOnA();
  session.disconnect(sink);
  await rooms.migrate(name, a, wire.PathCause.NODE_DRAINED, "");
  expect(await store.getPlacement(name)).toEqual({ nodeId: a, epoch: 1 });
  expect(rooms.get(name)?.stuck).toBe("connection_closed");
});
