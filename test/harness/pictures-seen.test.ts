import { describe, expect, it } from "vitest";
import { picturesSeen, trackShownAt } from "./pictures-seen.ts";

const shown = [
  { track: 1, sinceMs: 100 },
  { track: 2, sinceMs: 200 },
  { track: 1, sinceMs: 300 },
];

const arrivals = (...times: number[]) => times.map((arrivalMs) => ({ arrivalMs }));

describe("pictures seen", () => {
  it("are those that came on a track while it was shown, in order", () => {
    const delivered = new Map([
      [1, arrivals(50, 150, 199, 250, 300, 350)],
      [2, arrivals(150, 200, 299, 320)],
    ]);
    expect(picturesSeen(shown, delivered)).toEqual(arrivals(150, 199, 200, 299, 300, 350));
  });

  it("are none on a track that delivered nothing", () => {
    expect(picturesSeen(shown, new Map())).toEqual([]);
  });

  it("are of the track that is shown at the time", () => {
    expect([99, 100, 199, 200, 1_000].map((atMs) => trackShownAt(shown, atMs))).toEqual([undefined, 1, 1, 2, 1]);
  });
});
