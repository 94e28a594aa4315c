import { pino } from "pino";
import { describe, expect, it, vi } from "vitest";
import type { Event } from "../../proto/codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId, ParticipantId, PathId, RoomName, SessionId } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { Grants } from "../grants.ts";
import { Session } from "./session.ts";
import { nextSessionState, type SessionState } from "./session-state.ts";

const a = "a" as NodeId;
const b = "b" as NodeId;
const settled = (epoch: number) => ({ body: "roomSettled" as const, roomSettled: { epoch } });

function session() {
  const events: Event[] = [];
  const end = vi.fn<(error: HoldfastError) => void>();
  const subject = new Session({
    id: "s" as SessionId,
    room: "r" as RoomName,
    participantId: "p" as ParticipantId,
    grants: {} as Grants,
    attach: {},
    sink: { sendEvent: (event) => events.push(event), end },
    log: pino({ level: "silent" }),
  });
  return { subject, events, end };
}
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("nextSessionState", () => {
  const states: SessionState[] = ["attaching", "joined", "recovering", "closed"];
  it.each(
    states.flatMap((state) => (["attached", "pathLost", "closed"] as const).map((event) => [state, event] as const)),
  )("%s + %s", (state, event) => {
    const next = nextSessionState(state, event);
    if (state === "closed") expect(next).toBe("closed");
    else if (event === "closed") expect(next).toBe("closed");
    else if (event === "attached") expect(next).toBe("joined");
    else expect(next).toBe(state === "attaching" ? "attaching" : "recovering");
  });
});

describe("Session", () => {
  it("holds its node's events back until the offer is out, then numbers them without holes", async () => {
    const { subject, events } = session();
    subject.expectOfferFrom(a);
    subject.relay(a, settled(1));
    subject.attached("path" as PathId);
    subject.relay(a, settled(2));
    expect(events).toEqual([]);
    await nextTurn();
    subject.relay(a, settled(3));
    expect(events.map(({ seq, body }) => [seq, body])).toEqual([
      [1, "roomSettled"],
      [2, "roomSettled"],
      [3, "roomSettled"],
    ]);
  });

  it("takes nothing from a node that is not its own any more", async () => {
    const { subject, events } = session();
    subject.expectOfferFrom(a);
    subject.attached("path" as PathId);
    await nextTurn();
    subject.expectOfferFrom(b);
    subject.relay(a, settled(1));
    subject.attached("path-2" as PathId);
    await nextTurn();
    subject.relay(a, settled(1));
    subject.relay(b, settled(2));
    expect(events).toMatchObject([{ seq: 1, roomSettled: { epoch: 2 } }]);
    expect(subject.pathId).toBe("path-2");
  });

  it("says that it recovers, and is joined again with the next offer", async () => {
    const { subject, events } = session();
    subject.expectOfferFrom(a);
    subject.attached("path" as PathId);
    subject.pathLost({ cause: wire.PathCause.NODE_DIED, fromNodeId: a });
    expect(subject.state).toBe("recovering");
    expect(events).toMatchObject([{ body: "recovering", recovering: { fromNodeId: a } }]);
    subject.attached("path-2" as PathId);
    expect(subject.state).toBe("joined");
  });

  it("bounds what it holds back", async () => {
    const { subject, events } = session();
    subject.expectOfferFrom(a);
    for (let i = 0; i < 1_000; i++) subject.relay(a, settled(i));
    subject.attached("path" as PathId);
    await nextTurn();
    expect(events.length).toBe(256);
  });

  it("ends once, with a last event that tells why", () => {
    const { subject, events, end } = session();
    subject.attached("path" as PathId);
    subject.close(new HoldfastError("removed"));
    subject.close(new HoldfastError("internal"));
    subject.send(settled(1));
    expect(events).toMatchObject([{ body: "sessionClosed", sessionClosed: { error: { code: "removed" } } }]);
    expect(end).toHaveBeenCalledTimes(1);
  });

  it("leaves the telling to the join's reply while it has not joined", () => {
    const { subject, events, end } = session();
    subject.close(new HoldfastError("no_capacity"));
    expect([subject.state, events, end.mock.calls]).toEqual(["closed", [], []]);
  });
});
