import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { noteReport, type PathReport } from "../session/path-report.ts";
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
    hearsNothingOf: () => false,
    witnessed: (verdict: string) => verdicts.push(verdict),
  } as unknown as NodeLink;
  const sessions = Array.from({ length: here }, (_, i) => ({
    id: `se_${i}`,
    participantId: `p${i}`,
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
    onRoomUnreachable: () => {},
    log: pino({ enabled: false }),
  });
  const say = (index: number): void => {
    const session = sessions[index]!;
    const origins = [{ participantId: `p${1 - index}`, trackId: "t", silentMs: 700, dueMs: 500 }];
    session.report = noteReport(session.report, { silentMs: 700, dueMs: 3_500, origins }, performance.now());
    witnesses.reported(session as unknown as Session);
  };
  return { link, witnesses, sessions, verdicts, say, asked: () => asked };
}

describe("the clients of a silent node", () => {
  it("say that it is dead", async () => {
    const { link, witnesses, verdicts, say } = silentNode(2, 2);
    await vi.advanceTimersByTimeAsync(800);
    witnesses.ask(link);
    say(0);
    say(1);
    await vi.advanceTimersByTimeAsync(20);
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
    await vi.advanceTimersByTimeAsync(500);
    expect(verdicts).toEqual(["dead"]);
  });

  it("are no witnesses when they contradict themselves again and again, and are judged a few times only", async () => {
    const { link, witnesses, verdicts, sessions } = silentNode(2, 2);
    await vi.advanceTimersByTimeAsync(800);
    witnesses.ask(link);
    const looked = vi.spyOn(link, "hearsNothingOf");
    for (let n = 0; n < 1_000; n++) {
      const silentMs = n % 2 ? 900 : 0;
      const origins = [{ participantId: "p1", trackId: "t", silentMs, dueMs: 500 }];
      sessions[0]!.report = noteReport(sessions[0]!.report, { silentMs, dueMs: 500, origins }, performance.now());
      witnesses.reported(sessions[0] as unknown as Session);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(verdicts).toEqual([]);
    expect(looked.mock.calls.length).toBeLessThan(10);
  });
});
