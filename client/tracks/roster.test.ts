import { describe, expect, it } from "vitest";
import type { RoomControls } from "./room-controls.ts";
import { Roster } from "./roster.ts";
import { consoleLogger } from "../sdk-logger.ts";

const audio = (id: string, muted = false) => ({ id, kind: 1, source: 2, muted });
const person = (id: string, ...tracks: ReturnType<typeof audio>[]) => ({ id, name: id, tracks });

function lab() {
  const told: string[] = [];
  const quietLogger = { ...consoleLogger, warn: () => {} };
  const emit = (event: string, ...args: unknown[]): void => {
    told.push(`${event} ${(args[0] as { id: string }).id}`);
  };
  const roster = new Roster({} as RoomControls, { emit, onTrackAdded: () => {}, onTrackGone: () => {} }, quietLogger);
  return { told, roster };
}

function joined() {
  const both = lab();
  both.roster.offered([person("bob", audio("tr_b")), person("carol", audio("tr_c"))], true);
  return both;
}

describe("who is in the room", () => {
  it("those who were there before are no news", () => {
    const { told, roster } = joined();
    expect([...roster.participants.keys()]).toEqual(["bob", "carol"]);
    expect(told).toEqual([]);
  });

  it("comes, publishes, mutes and goes", () => {
    const { told, roster } = joined();
    roster.joined(person("dave"));
    roster.published("dave", [audio("tr_d")]);
    roster.muted("dave", "tr_d", true);
    roster.muted("dave", "tr_d", true);
    roster.left("dave", "left");
    expect(told).toEqual([
      "participantJoined dave",
      "trackPublished tr_d",
      "trackMuted tr_d",
      "trackUnpublished tr_d",
      "participantLeft dave",
    ]);
  });

  it("a failover is no news: the same people, the same objects", () => {
    const { told, roster } = joined();
    const before = roster.find("bob", "tr_b");
    roster.offered([], false);
    roster.joined(person("bob"));
    roster.published("bob", [audio("tr_b")]);
    roster.joined(person("carol", audio("tr_c")));
    roster.settled(["bob", "carol"]);
    expect(told).toEqual([]);
    expect(roster.find("bob", "tr_b")).toEqual(before);
    expect(roster.find("bob", "tr_b")).toBe(before);
  });

  it("who did not come back has left only when the room has settled", () => {
    const { told, roster } = joined();
    roster.offered([person("bob", audio("tr_b"))], false);
    expect(told).toEqual([]);
    roster.settled(["bob"]);
    expect(told).toEqual(["trackUnpublished tr_c", "participantLeft carol"]);
  });

  it("a track that was not published again is gone then, too", () => {
    const { told, roster } = joined();
    roster.offered([], false);
    roster.joined(person("bob"));
    roster.joined(person("carol", audio("tr_c")));
    roster.settled(["bob", "carol"]);
    expect(told).toEqual(["trackUnpublished tr_b"]);
  });

  it("a settled offer, such as after a lost socket, is the truth at once", () => {
    const { told, roster } = joined();
    roster.offered([person("carol", audio("tr_c", true)), person("dave")], true);
    expect(told).toEqual(["trackMuted tr_c", "participantJoined dave", "trackUnpublished tr_b", "participantLeft bob"]);
  });

  it("tracks of one id are told apart by who publishes them", () => {
    const { told, roster } = joined();
    roster.published("carol", [audio("tr_b")]);
    const [bobs, carols] = [roster.find("bob", "tr_b"), roster.find("carol", "tr_b")];
    expect([bobs?.participantId, carols?.participantId]).toEqual(["bob", "carol"]);
    roster.muted("carol", "tr_b", true);
    expect([bobs?.muted, carols?.muted]).toEqual([false, true]);
    roster.unpublished("carol", ["tr_b"]);
    expect(roster.find("bob", "tr_b")).toBe(bobs);
    expect(told).toEqual(["trackPublished tr_b", "trackMuted tr_b", "trackUnpublished tr_b"]);
  });

  it("what makes no sense costs nothing else", () => {
    const { told, roster } = joined();
    roster.published("bob", [{ id: "tr_x", kind: 9, source: 0, muted: false }, audio("tr_y")]);
    roster.published("nobody", [audio("tr_z")]);
    roster.joined({});
    roster.unpublished("carol", ["tr_b"]);
    roster.muted("bob", "nothing", true);
    expect(told).toEqual(["trackPublished tr_y"]);
  });
});
