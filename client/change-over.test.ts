import { describe, expect, it } from "vitest";
import { decideChangeOver } from "./change-over.ts";

const nowMs = 1_000_000;
const at = (agoMs: number, captureMs?: number) => ({
  atMs: nowMs - agoMs,
  ...(captureMs === undefined ? {} : { captureMs }),
});
const view = { nowMs, sinceMs: nowMs - 200, shownGoesOn: true };

describe("changing over to the newer path", () => {
  it("happens between two frames, when the same one has come on both", () => {
    expect(decideChangeOver({ ...view, shown: at(8, 500), newest: at(5, 503) })).toEqual({ do: "change" });
    expect(decideChangeOver({ ...view, shown: at(5, 500), newest: at(8, 503) })).toEqual({ do: "change" });
  });

  it("waits until the newer path has delivered that frame too, and while the next one is due", () => {
    expect(decideChangeOver({ ...view, shown: at(2, 533), newest: at(35, 500) })).toEqual({ do: "wait" });
    expect(decideChangeOver({ ...view, shown: at(27, 500), newest: at(25, 503) })).toEqual({ do: "wait" });
  });

  it("holds back the path that is ahead", () => {
    expect(decideChangeOver({ ...view, shown: at(5, 400), newest: at(5, 500) })).toEqual({
      do: "hold back",
      path: "newest",
      byMs: 100,
    });
    expect(decideChangeOver({ ...view, shown: at(5, 500), newest: at(5, 460) })).toEqual({
      do: "hold back",
      path: "shown",
      byMs: 40,
    });
  });

  it("without capture times, goes by when frames were delivered", () => {
    expect(decideChangeOver({ ...view, shown: at(8), newest: at(4) })).toEqual({ do: "change" });
    expect(decideChangeOver({ ...view, shown: at(2), newest: at(20) })).toEqual({ do: "wait" });
  });

  it("waits while nothing has come on the newer path", () => {
    expect(decideChangeOver({ ...view, sinceMs: 0, shown: at(4_000), newest: undefined })).toEqual({ do: "wait" });
  });

  it("does not wait for a path that has gone silent, or never delivered", () => {
    expect(decideChangeOver({ ...view, shown: at(200), newest: at(20) })).toEqual({ do: "change" });
    expect(decideChangeOver({ ...view, shown: undefined, newest: at(20) })).toEqual({ do: "change" });
  });

  it("is at the first frame when the path that is shown is lost", () => {
    const lost = { ...view, shownGoesOn: false };
    expect(decideChangeOver({ ...lost, shown: at(40, 400), newest: at(2, 500) })).toEqual({ do: "change" });
    expect(decideChangeOver({ ...lost, shown: at(40, 400), newest: undefined })).toEqual({ do: "wait" });
  });

  it("does not wait for ever", () => {
    const late = { ...view, sinceMs: nowMs - 4_000 };
    expect(decideChangeOver({ ...late, shown: at(5, 400), newest: at(5, 500) })).toEqual({ do: "change" });
  });
});
