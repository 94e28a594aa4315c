import { pino } from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Event } from "../../proto/codec.ts";
import type { NodeId, ParticipantId, PathId, RoomName, SessionId } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { Permissions } from "../grants.ts";
import { defaultRoomSettings } from "../room-settings.ts";
import { Session } from "../session/session.ts";
import { newLocalRoom } from "./local-room.ts";
import { changeOver, forgetAfterMs } from "./migration.ts";
import { Reservations } from "../nodes/reservations.ts";
import type { RoomsDeps } from "./rooms-deps.ts";

const room = newLocalRoom("r" as RoomName);
const [a, b, c] = ["a", "b", "c"].map((id, i) => ({ nodeId: id as NodeId, epoch: i + 1 })) as [Placed, Placed, Placed];
type Placed = { nodeId: NodeId; epoch: number };

/** Nodes that take everybody. */
const deps = {
  nodes: {
    byId: (id: NodeId) => ({
      reserved: new Reservations(),
      request: async (name: string, { sessions = [] }: { sessions?: { sessionId: string }[] }) =>
        name === "attach"
          ? {
              results: sessions.map(({ sessionId }) => ({
                sessionId,
                outcome: "offer",
                offer: { path: { id: `path-on-${id}` } },
              })),
            }
          : {},
    }),
  },
} as unknown as RoomsDeps;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("gives each migration its own time, also when the next one begins before the last one is over", async () => {
  const closed: string[] = [];
  const sendEvent = (event: Event): void => {
    if (event.body === "pathClosed") closed.push(event.pathClosed.pathId ?? "");
  };
  const session = new Session({
    id: "s" as SessionId,
    room: room.name,
    participantId: "p" as ParticipantId,
    permissions: {} as Permissions,
    hot: false,
    settings: defaultRoomSettings,
    attach: { sessionId: "s" },
    sink: { sendEvent, relayEvent: () => {}, end: () => {} },
    host: {
      log: pino({ enabled: false }),
      iceServers: () => [],
      carried: () => {},
      nowMs: () => 0,
      patienceMs: 1_000,
      missing: () => {},
      endedEarly: () => {},
      closed: () => {},
    },
  });
  session.attached({ id: "path-on-a" as PathId, ...a }, "active");
  room.sessions.add(session);

  await changeOver(deps, room, a, b, wire.PathCause.REBALANCED);
  await vi.advanceTimersByTimeAsync(forgetAfterMs - 100);
  expect(closed).toEqual([]);
  await changeOver(deps, room, b, c, wire.PathCause.NODE_DRAINED);
  await vi.advanceTimersByTimeAsync(200);
  expect(closed).toEqual(["path-on-a"]);
  expect(session.path("path-on-b")?.role).toBe("previous");
  await vi.advanceTimersByTimeAsync(forgetAfterMs - 100);
  expect(closed).toEqual(["path-on-a", "path-on-b"]);
});
