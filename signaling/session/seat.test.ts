import { expect, it } from "vitest";
import { isSeat, seatProof } from "./seat.ts";

const seat = { room: "r", participantId: "ann", sessionId: "se_1", joinedAtMs: 1_000 };

it("holds for this place alone", () => {
  const proof = seatProof("secret", seat);
  expect(isSeat("secret", seat, proof)).toBe(true);
  expect(isSeat("other", seat, proof)).toBe(false);
  for (const other of [{ room: "q" }, { participantId: "ben" }, { sessionId: "se_2" }, { joinedAtMs: 999 }])
    expect(isSeat("secret", { ...seat, ...other }, proof)).toBe(false);
  expect(isSeat("secret", seat, new Uint8Array())).toBe(false);
});
