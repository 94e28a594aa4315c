import { pino } from "pino";
import { expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { Session } from "../session/session.ts";
import { newLocalRoom } from "./local-room.ts";
import { RecoveryPace } from "./recovery-pace.ts";
import type { RoomsDeps } from "./rooms-deps.ts";
import type { NodeCandidate } from "../placement/select-node.ts";
import { buildStandbys } from "./standby.ts";

it("chooses no node that falls silent while the store is asked where others stand by", async () => {
  const other = { id: "b", usable: true, present: true, sessions: 0, capacity: 10, liveWorkers: 1, cpu: 0 };
  const asked: string[] = [];
  const deps = {
    nodes: {
      byId: (id: NodeId) => {
        asked.push(id);
        return undefined;
      },
    },
    store: {
      getPlacement: async () => {
        other.usable = false;
        return undefined;
      },
    },
    candidates: () => [{ ...other }] as NodeCandidate[],
    random: () => 0,
    pace: new RecoveryPace(),
    nowMs: () => 0,
    log: pino({ enabled: false }),
  } as unknown as RoomsDeps;
  const room = newLocalRoom("r" as RoomName);
  room.placed = { nodeId: "a" as NodeId, epoch: 1 };
  room.sessions.add({ hot: true, connected: true, state: "joined", active: {}, standby: undefined } as Session);
  await buildStandbys(deps, room);
  expect(asked).toEqual([]);
  expect(room.standby).toBeUndefined();
});
