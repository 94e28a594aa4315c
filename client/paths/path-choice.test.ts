import { describe, expect, it } from "vitest";
import { decideOffer, followsPromotion, mayPromote } from "./path-choice.ts";
import { pathTransitions, type PathStateName } from "./path-state.ts";

describe("an offer", () => {
  const offer = (epoch: number, id = "pa_new") => ({ path: { id, epoch } });

  it("of a higher or the same epoch is built", () => {
    expect(decideOffer(offer(3), ["pa_old"], 2)).toBe("build");
    expect(decideOffer(offer(2), ["pa_old"], 2)).toBe("build");
  });

  it("of a lower epoch is stale", () => {
    expect(decideOffer(offer(1), ["pa_old"], 2)).toBe("stale");
  });

  it("of the path that is there already is not built twice", () => {
    expect(decideOffer(offer(2, "pa_old"), ["pa_new", "pa_old"], 2)).toBe("known");
  });

  it("the first one is built", () => {
    expect(decideOffer(offer(1), [], 0)).toBe("build");
  });
});

describe("promotion", () => {
  it("of a lower epoch than the call has been at is not followed", () => {
    expect([1, 2, 3].map((epoch) => followsPromotion(epoch, 2))).toEqual([false, true, true]);
  });

  const names = Object.keys(pathTransitions) as PathStateName[];

  it("waits until the next path is connected while the active one works", () => {
    const promoted = names.filter((name) => mayPromote({ name, sinceMs: 0 }, true));
    expect(promoted).toEqual(["idle", "connected"]);
  });

  it("waits for nothing when the active path is lost", () => {
    expect(names.every((name) => mayPromote({ name, sinceMs: 0 }, false))).toBe(true);
  });
});
