import { pino } from "pino";
import { describe, expect, it, vi } from "vitest";
import { decodeEvent } from "../../proto/cluster-codec.ts";
import type { Event } from "../../proto/codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId, ParticipantId, PathId, RoomName, SessionId } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { Permissions } from "../grants.ts";
import { defaultRoomSettings } from "../room-settings.ts";
import { relayedFrom } from "./relayed-event.ts";
import { type EventSink, Session, type SessionHost } from "./session.ts";

const a = "a" as NodeId;
const b = "b" as NodeId;
const path = (id: string, nodeId: NodeId) => ({ id: id as PathId, nodeId, epoch: 1 });
const of = (id: string, seq: number) => ({ pathId: id as PathId, seq });
const settled = (epoch: number) => ({ body: "roomSettled" as const, roomSettled: { epoch } });
const told = (epoch: number) => relayedFrom(settled(epoch));

function session() {
  const events: Event[] = [];
  let nowMs = 0;
  const end = vi.fn<(error: HoldfastError) => void>();
  const [missing, endedEarly, closed] = [vi.fn<SessionHost["missing"]>(), vi.fn(), vi.fn()];
  const sink: EventSink = {
    sendEvent: (event) => events.push(event),
    relayEvent: (pathId, seq, { encoded }) => events.push(Object.assign(decodeEvent(encoded), { pathId, seq })),
    end,
  };
  const subject = new Session({
    id: "s" as SessionId,
    room: "r" as RoomName,
    participantId: "p" as ParticipantId,
    permissions: {} as Permissions,
    hot: false,
    settings: defaultRoomSettings,
    attach: {},
    sink,
    host: {
      log: pino({ level: "silent" }),
      iceServers: () => [],
      nowMs: () => nowMs,
      patienceMs: 1_000,
      carried: () => {},
      missing,
      endedEarly,
      closed,
    },
  });
  return { subject, events, end, missing, endedEarly, closed, at: (ms: number) => (nowMs = ms) };
}
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("Session", () => {
  it("holds events of a path back until its offer is out, then passes them on as the node counted them", async () => {
    const { subject, events } = session();
    subject.expectFrom(a);
    subject.relay(a, of("one", 1), told(1));
    subject.attached(path("one", a), "active");
    expect(events).toEqual([]);
    await nextTurn();
    subject.relay(a, of("one", 2), told(2));
    expect(events.map(({ seq, pathId }) => [seq, pathId])).toEqual([
      [1, "one"],
      [2, "one"],
    ]);
  });

  it("takes nothing of a path that it has lost, or of one that is another node's", async () => {
    const { subject, events } = session();
    subject.attached(path("one", a), "active");
    subject.attached(path("two", b), "active");
    await nextTurn();
    subject.relay(a, of("one", 1), told(1));
    subject.relay(a, of("two", 1), told(2));
    subject.relay(b, of("two", 1), told(3));
    expect(events).toMatchObject([{ seq: 1, pathId: "two", roomSettled: { epoch: 3 } }]);
  });

  it("keeps the path before a migration, and its events, until the node closes it", async () => {
    const { subject, events } = session();
    subject.attached(path("one", a), "active");
    subject.attached(path("two", b), "active", true);
    await nextTurn();
    expect(subject.paths.map(({ id, role }) => [id, role])).toEqual([
      ["one", "previous"],
      ["two", "active"],
    ]);
    subject.relay(a, of("one", 1), relayedFrom({ body: "pathClosed", pathClosed: { pathId: "one" } }));
    subject.relay(a, of("one", 2), told(1));
    expect(events).toMatchObject([{ seq: 1, body: "pathClosed" }]);
    expect(subject.paths.map(({ id }) => id)).toEqual(["two"]);
  });

  it("goes on over its standby path at the new epoch", () => {
    const { subject, events } = session();
    subject.attached(path("one", a), "active");
    subject.attached(path("two", b), "standby");
    expect(subject.active?.id).toBe("one");
    subject.pathLost({ cause: wire.PathCause.NODE_DIED, fromNodeId: a });
    subject.promote(subject.standby!, { epoch: 2, cause: wire.PathCause.NODE_DIED });
    expect([subject.state, subject.active, subject.standby]).toMatchObject([
      "joined",
      { id: "two", nodeId: b, epoch: 2, role: "active", lastSeq: 0 },
      undefined,
    ]);
    expect(events.map(({ body }) => body)).toEqual(["recovering", "pathPromoted"]);
  });

  it("says that it recovers, and is joined again with the next offer", () => {
    const { subject, events } = session();
    subject.attached(path("one", a), "active");
    subject.pathLost({ cause: wire.PathCause.NODE_DIED, fromNodeId: a });
    expect([subject.state, subject.active]).toEqual(["recovering", undefined]);
    expect(events).toMatchObject([{ seq: 0, body: "recovering", recovering: { fromNodeId: a } }]);
    subject.attached(path("two", b), "active");
    expect(subject.state).toBe("joined");
  });

  it("resumes: what was missed first, then what came meanwhile, each once", async () => {
    const { subject, events } = session();
    subject.attached(path("one", a), "active");
    await nextTurn();
    subject.pause(a);
    subject.expectFrom(a);
    subject.relay(a, of("one", 3), told(3));
    subject.adopted(
      [{ ...path("one", a), role: "active", lastSeq: 0 }],
      [1, 2].map((seq) => ({ ...of("one", seq), event: told(seq) })),
    );
    await nextTurn();
    subject.relay(a, of("one", 4), told(4));
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it("catches up with a node that it could not hear for a moment, telling nothing twice", async () => {
    const { subject, events, missing } = session();
    subject.attached(path("one", a), "active");
    await nextTurn();
    subject.relay(a, of("one", 1), told(1));
    subject.relay(a, of("one", 4), told(4));
    subject.relay(a, of("one", 5), told(5));
    expect(events.map(({ seq }) => seq)).toEqual([1]);
    expect(missing.mock.calls.map(([, { id }]) => id)).toEqual(["one"]);
    subject.caughtUp(
      "one",
      [1, 2, 3].map((seq) => ({ ...of("one", seq), event: told(seq) })),
    );
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it("is told of the end of a path that came before its offer", async () => {
    const { subject, endedEarly } = session();
    const removed = new HoldfastError("removed");
    subject.pathEnded(a, "one" as PathId, removed);
    subject.expectFrom(a);
    subject.pathEnded(a, "two" as PathId, removed);
    subject.attached(path("one", a), "active");
    subject.attached(path("two", a), "active");
    await nextTurn();
    expect(endedEarly.mock.calls).toEqual([[subject, a, "two", removed]]);
  });

  it("ends the socket that it had when its client comes on another one", () => {
    const { subject, end } = session();
    const other: EventSink = { sendEvent: () => {}, relayEvent: () => {}, end: () => {} };
    subject.attached(path("one", a), "active");
    subject.moveTo(other, new HoldfastError("session_moved"));
    expect(end).toHaveBeenCalledTimes(1);
    subject.disconnect({ ...other });
    expect(subject.connected).toBe(true);
    subject.disconnect(other);
    expect(subject.connected).toBe(false);
  });

  it("bounds what it holds back, and asks for the rest", async () => {
    const { subject, events, missing } = session();
    subject.expectFrom(a);
    for (let i = 1; i <= 5_000; i++) subject.relay(a, of("one", i), told(i));
    subject.attached(path("one", a), "active");
    await nextTurn();
    const sent = events.length;
    expect(sent).toBeLessThan(2_000);
    expect(missing).toHaveBeenCalledTimes(1);
    subject.caughtUp(
      "one",
      Array.from({ length: 5_000 - sent }, (_, i) => ({ ...of("one", sent + 1 + i), event: told(i) })),
    );
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 5_000 }, (_, i) => i + 1));
    expect(missing).toHaveBeenCalledTimes(1);
  });

  it("takes one gap for each change of paths, and none that there was no time for", () => {
    const { subject, at } = session();
    subject.attached(path("one", a), "active");
    at(5_000);
    expect(subject.takeGap(100, 5_000)).toBe(false);
    subject.pathLost({ cause: wire.PathCause.NODE_DIED, fromNodeId: a });
    subject.attached(path("two", b), "active");
    expect(subject.takeGap(60_000, 5_000)).toBe(false);
    expect(subject.takeGap(100, 5_000)).toBe(true);
    expect(subject.takeGap(100, 5_000)).toBe(false);
  });

  it("builds a failed path anew once, and at a bounded rate", () => {
    const { subject } = session();
    const waits = Array.from({ length: 20 }, (_, i) => {
      subject.attached(path(`p${i}`, a), "active");
      const waitMs = subject.bookRebuild(0);
      expect(subject.bookRebuild(0)).toBeUndefined();
      return waitMs;
    });
    expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 2_000]);
    expect(waits.at(-1)).toBe(24_000);
  });

  it("ends once, with a last event that tells why", () => {
    const { subject, events, end, closed } = session();
    subject.attached(path("one", a), "active");
    subject.close(new HoldfastError("removed"));
    subject.close(new HoldfastError("internal"));
    subject.send(settled(1));
    expect(events).toMatchObject([{ body: "sessionClosed", sessionClosed: { error: { code: "removed" } } }]);
    expect(end).toHaveBeenCalledTimes(1);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it("leaves the telling to the join's reply while it has not joined", () => {
    const { subject, events, end, closed } = session();
    subject.close(new HoldfastError("no_capacity"));
    expect(closed).toHaveBeenCalledTimes(1);
    expect([subject.state, events, end.mock.calls]).toEqual(["closed", [], []]);
  });
});
