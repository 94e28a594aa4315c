import { expect, it } from "vitest";
import type { NodeId, ParticipantId, RoomName } from "../proto/ids.ts";
import { FailoverLog } from "./failover-log.ts";

const entry = (room: string, cause: string) => ({
  atMs: 0,
  cause,
  witness: "",
  room: room as RoomName,
  fromNode: "a" as NodeId,
  toNode: "b" as NodeId,
  fromEpoch: 1,
  toEpoch: 2,
  participants: 3,
  promoted: 0,
  tookMs: 5,
  outcome: "recovered" as const,
});

it("gives a gap to the newest failover of its room and cause", () => {
  const log = new FailoverLog();
  log.record(entry("pool", "node_died"));
  log.record(entry("pool", "node_died"));
  log.record(entry("other", "node_died"));
  log.addGap("pool" as RoomName, "node_died", "ann" as ParticipantId, 180);
  log.addGap("pool" as RoomName, "worker_died", "ann" as ParticipantId, 1);
  expect(log.newest().map(({ id, gaps }) => [id, gaps.length])).toEqual([
    [3, 0],
    [2, 1],
    [1, 0],
  ]);
});

it("keeps the newest 500", () => {
  const log = new FailoverLog();
  for (let i = 0; i < 600; i++) log.record(entry("pool", "node_died"));
  expect([log.newest().length, log.newest(1)[0]?.id, log.newest().at(-1)?.id]).toEqual([500, 600, 101]);
});
