import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { maxClaimedRevision, mutedByModerator, mutedByOwner, neverMuted, newerMute, type Mute } from "./mute.ts";

const mutes: fc.Arbitrary<Mute> = fc.record({ muted: fc.boolean(), revision: fc.nat(maxClaimedRevision) });

describe("a track's mute", () => {
  test.prop([fc.array(mutes, { minLength: 1 }), fc.array(fc.nat(), { minLength: 20 })])(
    "is the same for everybody who heard the same, in any order and any number of times",
    (heard, order) => {
      const straight = heard.reduce(newerMute);
      const again = [...heard, ...order.map((index) => heard[index % heard.length]!)].toReversed();
      expect(again.reduce(newerMute)).toEqual(straight);
    },
  );

  test.prop([mutes, fc.array(fc.boolean(), { maxLength: 100 })])(
    "by a moderator is not undone by anything decided without knowing of it",
    (known, changes) => {
      const byModerator = mutedByModerator(known, true);
      const byOwner = changes.reduce(mutedByOwner, { ...known, revision: known.revision - (known.revision % 65_536) });
      expect(newerMute(byModerator, byOwner)).toEqual(byModerator);
    },
  );

  test.prop([mutes])("by a moderator may be undone by its owner, who knows of it", (known) => {
    const undone = mutedByOwner(mutedByModerator(known, true), false);
    expect(newerMute(mutedByModerator(known, true), undone)).toEqual(undone);
  });

  it("by a moderator holds against the highest revision that a client may claim", () => {
    const claimed = { muted: false, revision: maxClaimedRevision };
    expect(newerMute(mutedByModerator(claimed, true), claimed).muted).toBe(true);
    let mute = neverMuted;
    for (let times = 0; times < 70_000; times++) mute = mutedByModerator(mute, true);
    expect(mute.revision).toBe(2 ** 32 - 1);
  });
});
