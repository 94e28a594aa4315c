import { describe, expect, it } from "vitest";
import { mayChangeOver } from "./change-over.ts";

describe("changing over to the newer path", () => {
  const view = { shownMs: 1_000, newestMs: 1_004, nowMs: 1_008, sinceMs: 900 };

  it("happens between two frames, when the same one has come on both", () => {
    expect(mayChangeOver(view)).toBe(true);
    expect(mayChangeOver({ ...view, shownMs: 1_004, newestMs: 1_000 })).toBe(true);
  });

  it("waits while nothing has come on the newer path", () => {
    expect(mayChangeOver({ ...view, newestMs: undefined, nowMs: 9_000 })).toBe(false);
  });

  it("waits while the newer path lags a frame behind, or one is due", () => {
    expect(mayChangeOver({ ...view, newestMs: 967 })).toBe(false);
    expect(mayChangeOver({ ...view, nowMs: 1_025 })).toBe(false);
  });

  it("does not wait for a path that has gone silent, or never delivered", () => {
    expect(mayChangeOver({ ...view, shownMs: 800, newestMs: 990, nowMs: 1_000 })).toBe(true);
    expect(mayChangeOver({ ...view, shownMs: undefined })).toBe(true);
  });

  it("does not wait for ever", () => {
    expect(mayChangeOver({ ...view, newestMs: 980, sinceMs: -600 })).toBe(true);
  });
});
