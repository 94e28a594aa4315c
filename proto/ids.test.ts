import { describe, expect, it } from "vitest";
import { errorTable, HoldfastError } from "./errors.ts";
import { newSessionId, newTrackId, RoomName, SessionId, TrackId } from "./ids.ts";
import { roomsDigest } from "./rooms-digest.ts";

describe("ids", () => {
  it.each(["a", "stand-up", "0:x@y.z=+_", "x".repeat(128)])("take %s", (text) =>
    expect(RoomName.parse(text)).toBe(text),
  );
  it.each(["", " a", "a b", "-a", "ä", "a/b", "x".repeat(129), "a\n"])("refuse %j", (text) =>
    expect(RoomName.parse(text)).toBeUndefined(),
  );
  it("are well formed and differ when new", () => {
    expect(SessionId.parse(newSessionId())).toBeDefined();
    expect(TrackId.parse(newTrackId())).toBeDefined();
    expect(new Set(Array.from({ length: 1_000 }, newTrackId)).size).toBe(1_000);
  });
});

describe("the rooms digest", () => {
  it("does not depend on the order, but on every room and epoch", () => {
    const [a, b] = [
      { room: "a", epoch: 1 },
      { room: "b", epoch: 2 },
    ];
    expect(roomsDigest([a, b])).toBe(roomsDigest([b, a]));
    expect(roomsDigest([a, b])).not.toBe(roomsDigest([a, { room: "b", epoch: 3 }]));
    expect(roomsDigest([a])).not.toBe(roomsDigest([a, b]));
    expect(roomsDigest([])).toBe(0);
  });
});

describe("errors", () => {
  it("survive the wire, and read as internal when this version does not know them", () => {
    const error = new HoldfastError("limit_tracks", "16 tracks");
    expect(HoldfastError.fromMessage(error.toMessage())).toMatchObject({
      code: "limit_tracks",
      message: error.message,
    });
    expect(HoldfastError.fromMessage({ code: "from_the_future", message: "Hm." })).toMatchObject({
      code: "internal",
      message: "Hm.",
    });
    expect(HoldfastError.fromMessage({ code: "toString" }).code).toBe("internal");
  });
  it.each(Object.entries(errorTable))("%s has codes in their ranges and a sentence", (_, { http, close, text }) => {
    expect(http === 200 || (http >= 400 && http < 600)).toBe(true);
    expect(close === 1000 || close === 1009 || (close >= 4000 && close < 5000)).toBe(true);
    expect(text).toMatch(/^[A-Z].*\.$/);
  });
});
