import { describe, expect, it } from "vitest";
import type { Report } from "../statistics/stats-report.ts";
import { PathPulse, readConnection } from "./path-pulse.ts";

const reading = (received: number, sent: number, ageMs: number | undefined) => ({
  received,
  sent,
  ageMs,
  tracks: new Map(),
});

/** Answers come every `answerMs` until `stopsAtMs`; looked at every second. */
function sending(answerMs: number, stopsAtMs: number, untilMs: number): PathPulse {
  const pulse = new PathPulse();
  for (let nowMs = 0; nowMs <= untilMs; nowMs += 250) {
    const lastMs = Math.min(stopsAtMs, nowMs) - (Math.min(stopsAtMs, nowMs) % answerMs);
    pulse.note({ send: reading(lastMs, nowMs, nowMs - lastMs), recv: reading(0, 0, undefined) }, nowMs);
  }
  return pulse;
}

describe("the pulse of a path", () => {
  it("is gone after half a second for who sends and is answered all the time", () => {
    const pulse = sending(90, 5_000, 5_500);
    expect(pulse.dueMs).toBe(500);
    expect(pulse.silentMs(5_500)).toBeGreaterThanOrEqual(500);
  });

  it("is waited for longer where answers are rare", () => {
    expect(sending(1_100, 9_000, 9_000).dueMs).toBeGreaterThan(1_100);
  });

  it("is not missed by who sends nothing before ICE would have asked", () => {
    const pulse = new PathPulse();
    pulse.heard(1_000);
    expect(pulse.dueMs).toBe(3_500);
    expect(pulse.silentMs(2_500)).toBe(1_500);
  });

  it("is unknown without statistics or media", () => {
    expect(new PathPulse().dueMs).toBe(0);
  });
});

it("reads what a browser's report says of a connection, on any clock", () => {
  const report = new Map(
    [
      { type: "candidate-pair", timestamp: 5_000, lastPacketReceivedTimestamp: 4_960, packetsReceived: 7 },
      { type: "candidate-pair", timestamp: 5_000, lastPacketReceivedTimestamp: 0 },
      { type: "transport", packetsReceived: 7 },
      { type: "outbound-rtp", packetsSent: 3 },
      { type: "outbound-rtp", packetsSent: 4 },
      {
        type: "inbound-rtp",
        trackIdentifier: "t",
        packetsReceived: 9,
        timestamp: 5_000,
        lastPacketReceivedTimestamp: 4_999,
      },
    ].map((entry, id) => [String(id), entry]),
  ) as Report;
  const read = readConnection(report);
  expect(read).toMatchObject({ received: 14, sent: 7, ageMs: 40 });
  expect(read.tracks.get("t")).toEqual({ packets: 9, ageMs: 1 });
  expect(readConnection(new Map() as Report)).toMatchObject({ received: 0, sent: 0, ageMs: undefined });
});
