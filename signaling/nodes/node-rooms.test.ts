import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { RoomName } from "../../proto/ids.ts";
import { roomsDigest } from "../../proto/rooms-digest.ts";
import { NodeRooms } from "./node-rooms.ts";

const change = fc.record({
  kind: fc.constantFrom("set", "set", "delete"),
  room: fc.constantFrom("a", "b", "c").map((name) => name as RoomName),
  epoch: fc.integer({ min: 1, max: 4 }),
  standby: fc.boolean(),
  sessions: fc.integer({ min: 0, max: 5 }),
  leaving: fc.boolean(),
});

describe("the rooms of a node", () => {
  test.prop([fc.array(change, { maxLength: 40 })])(
    "have the digest that the node itself makes of them, and a sum of their sessions",
    (changes) => {
      const held = new NodeRooms();
      for (const { kind, room, epoch, standby, sessions, leaving } of changes) {
        if (kind === "set") held.set(room, { epoch, sessions, leaving, participants: 0 }, standby);
        else held.delete(room, standby);
        const all = [...held.rooms].map(([name, { epoch: at }]) => ({ room: name, epoch: at, standby: false }));
        for (const [name, { epoch: at }] of held.standbys) all.push({ room: name, epoch: at, standby: true });
        expect(held.digest).toBe(roomsDigest(all));
        const staying = [...held.rooms.values()].filter((each) => !each.leaving);
        expect(held.sessions).toBe(staying.reduce((sum, each) => sum + each.sessions, 0));
      }
      held.clear();
      expect(held.sessions).toBe(0);
      expect(held.digest).toBe(roomsDigest([]));
    },
  );
});
