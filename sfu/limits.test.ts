import { expect, test } from "vitest";
import { checkRoomLimit, checkSeats, checkSessionLimits, checkTrackLimit } from "./limits.ts";

const limits = { maxRooms: 2, capacity: 10, maxParticipantsPerRoom: 3, maxTracksPerParticipant: 4 };
const codeOf = (run: () => void): string => {
  try {
    run();
    return "ok";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test("rooms", () => {
  expect(codeOf(() => checkRoomLimit(1, limits))).toBe("ok");
  expect(codeOf(() => checkRoomLimit(2, limits))).toBe("limit_rooms");
});

test.each([
  [9, 2, false, "ok"],
  [10, 2, false, "limit_sessions"],
  [9, 3, false, "limit_participants"],
  [10, 3, true, "ok"],
])(
  "%i sessions on the node, %i in the room, replaces: %s -> %s",
  (nodeSessions, roomParticipants, replaces, expected) => {
    expect(codeOf(() => checkSessionLimits({ nodeSessions, roomParticipants, replaces }, limits))).toBe(expected);
  },
);

test.each([
  [1, 2, {}, "ok"],
  [2, 2, {}, "limit_participants"],
  [9, 0, {}, "ok"],
  [2, 2, { hidden: true }, "ok"],
  [2, 2, { returning: true }, "ok"],
])("%i others, of at most %i, somebody %j -> %s", (others, maxParticipants, who, expected) => {
  const somebody = { others, hidden: false, returning: false, ...who };
  expect(codeOf(() => checkSeats(somebody, maxParticipants))).toBe(expected);
});

test("tracks", () => {
  expect(codeOf(() => checkTrackLimit(4, limits))).toBe("ok");
  expect(codeOf(() => checkTrackLimit(5, limits))).toBe("limit_tracks");
});
