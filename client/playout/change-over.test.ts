import { describe, expect, it } from "vitest";
import { decideChangeOver, type ChangeOverView } from "./change-over.ts";

const nowMs = 1_000_000;
const at = (agoMs: number, captureMs?: number) => ({
  atMs: nowMs - agoMs,
  ...(captureMs === undefined ? {} : { captureMs }),
});
const view = { nowMs, sinceMs: nowMs - 200, shownGoesOn: true, unsteady: false, aheadMs: 0 };
const decide = (rest: Partial<ChangeOverView>) =>
  decideChangeOver({ ...view, shown: undefined, newest: undefined, ...rest });

describe("changing over to the newer path", () => {
  it("happens between two frames, when the same one has come on both", () => {
    expect(decide({ shown: at(8, 500), newest: at(5, 503) })).toEqual({ do: "change" });
    expect(decide({ shown: at(5, 500), newest: at(8, 503) })).toEqual({ do: "change" });
  });

  it("waits until the newer path has delivered that frame too, and while the next one is due", () => {
    expect(decide({ shown: at(2, 533), newest: at(35, 500) })).toEqual({ do: "wait" });
    expect(decide({ shown: at(27, 500), newest: at(25, 503) })).toEqual({ do: "wait" });
    const due = { shown: at(8, 500), newest: at(5, 503), intervalMs: 33 };
    expect(decide({ ...due, nextDueMs: nowMs + 20 })).toEqual({ do: "change" });
    expect(decide({ ...due, nextDueMs: nowMs + 9 })).toEqual({ do: "wait" });
    expect(decide({ ...due, intervalMs: 17, nextDueMs: nowMs + 9 })).toEqual({ do: "change" });
  });

  it("waits until that frame is with everybody who shows it", () => {
    const pace = { intervalMs: 33, nextDueMs: nowMs + 20 };
    expect(decide({ ...pace, shown: at(8, 500), newest: at(2, 503) })).toEqual({ do: "wait" });
    expect(decide({ ...pace, shown: at(2, 500), newest: at(8, 503) })).toEqual({ do: "wait" });
    expect(decide({ ...pace, intervalMs: 17, shown: at(8, 500), newest: at(3, 503) })).toEqual({ do: "change" });
  });

  it("does not take another frame for the same", () => {
    const both = { shown: at(8, 500), intervalMs: 33, nextDueMs: nowMs + 20 };
    expect(decide({ ...both, newest: at(5, 486) })).toEqual({ do: "change" });
    expect(decide({ ...both, newest: at(5, 533) })).toEqual({ do: "wait" });
    expect(decide({ ...both, newest: at(5, 467) })).toEqual({ do: "wait" });
  });

  it("waits while frames or the page are not in time", () => {
    expect(decide({ shown: at(8, 500), newest: at(5, 503), unsteady: true })).toEqual({ do: "wait" });
  });

  it("holds back the path that is usually ahead", () => {
    const both = { shown: at(5, 400), newest: at(5, 400) };
    expect(decide({ ...both, aheadMs: 100 })).toEqual({ do: "hold back", path: "newest", byMs: 100 });
    expect(decide({ ...both, aheadMs: -40 })).toEqual({ do: "hold back", path: "shown", byMs: 40 });
  });

  it("without capture times, goes by when frames were delivered", () => {
    expect(decide({ aheadMs: undefined, shown: at(8), newest: at(4) })).toEqual({ do: "change" });
    expect(decide({ aheadMs: undefined, shown: at(2), newest: at(20) })).toEqual({ do: "wait" });
  });

  it("waits while nothing has come on the newer path", () => {
    expect(decide({ sinceMs: 0, shown: at(4_000), newest: undefined })).toEqual({ do: "wait" });
  });

  it("does not wait for a path that has gone silent, or never delivered", () => {
    expect(decide({ shown: at(200), newest: at(20) })).toEqual({ do: "change" });
    expect(decide({ shown: at(700, 500), newest: at(650, 460) }), "a still picture").toEqual({ do: "change" });
    expect(decide({ shown: undefined, newest: at(20) })).toEqual({ do: "change" });
  });

  it("does not take a stall of the whole machine for silence of one path", () => {
    expect(decide({ shown: at(300, 500), newest: at(280, 460), intervalMs: 33 })).toEqual({ do: "wait" });
  });

  it("does not take the pause between two of few frames for silence", () => {
    const slow = { shown: at(200, 500), newest: at(20, 700), intervalMs: 200, nextDueMs: nowMs + 5 };
    expect(decide(slow)).toEqual({ do: "wait" });
  });

  it("is at the first frame when the path that is shown is lost", () => {
    const lost = { shownGoesOn: false, unsteady: true };
    expect(decide({ ...lost, shown: at(40, 400), newest: at(2, 500) })).toEqual({ do: "change" });
    expect(decide({ ...lost, shown: at(40, 400), newest: undefined })).toEqual({ do: "wait" });
  });

  it("does not wait for ever", () => {
    expect(decide({ sinceMs: nowMs - 9_000, aheadMs: 100, shown: at(5, 400), newest: at(5, 500) })).toEqual({
      do: "change",
    });
  });
});
