import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { PathReport } from "../session/path-report.ts";
import type { Session } from "../session/session.ts";
import type { NodeLink } from "./node-link.ts";
import { Witnesses } from "./witnesses.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A node that has been silent for a while, with two people in one room; `there`: sessions of the room, as it told. */
function silentNode(there: number, here: number) {
  const verdicts: string[] = [];
  let asked = 0;
  const link = {
    id: "n1" as NodeId,
    liveness: { state: "suspect", lastHeardMs: 0 },
    rooms: new Map([["r" as RoomName, { sessions: there }]]),
    witnessed: (verdict: string) => verdicts.push(verdict),
  } as unknown as NodeLink;
  const sessions = Array.from({ length: here }, (_, i) => ({
    id: `se_${i}`,
    room: "r" as RoomName,
    connected: true,
    active: { id: "pa", nodeId: "n1" },
    send: () => void asked++,
    report: undefined as PathReport | undefined,
  }));
  const witnesses = new Witnesses({
    sessionsOn: () => sessions as unknown as Session[],
    link: () => link,
    nowMs: () => performance.now(),
    onUnreachable: () => {},
    log: pino({ enabled: false }),
  });
  const say = (index: number): void => {
    const session = sessions[index]!;
    session.report = { state: "stopped", silentMs: 700, reportedAtMs: performance.now() };
    witnesses.reported(session as unknown as Session);
  };
  return { link, witnesses, verdicts, say, asked: () => asked };
}

describe("the clients of a silent node", () => {
  it("say that it is dead", () => {
    const { link, witnesses, verdicts, say } = silentNode(2, 2);
    witnesses.ask(link);
    say(0);
    say(1);
    expect(verdicts).toEqual(["dead"]);
  });

  it("say nothing of it when they are alone in their room: whose media should come?", async () => {
    const { link, witnesses, verdicts, say } = silentNode(1, 1);
    witnesses.ask(link);
    say(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(verdicts).toEqual([]);
  });

  it("are asked again when a word comes late: it may have been on its way since", async () => {
    const { link, witnesses, verdicts, say, asked } = silentNode(2, 2);
    witnesses.ask(link);
    await vi.advanceTimersByTimeAsync(8_000);
    say(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked()).toBe(4);
    expect(verdicts).toEqual([]);
    say(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(verdicts).toEqual(["dead"]);
  });
});
