import { expect, test } from "vitest";
import { melodyShiftMs, melodyStepMs } from "./melody.ts";
import { toneCount } from "./tone.ts";

/** Blocks of 10 ms; from `changedAtMs` on the melody is heard so much later. */
function blocks(shiftMs: number, changedAtMs: number) {
  return Array.from({ length: 100 }, (_, index) => {
    const arrivalMs = 10 * index;
    const sungMs = 5_000 + arrivalMs - (arrivalMs >= changedAtMs ? shiftMs : 0);
    return { arrivalMs, tone: Math.floor(sungMs / melodyStepMs) % toneCount };
  });
}

test("a change-over in step shifts nothing", () => {
  expect(Math.abs(melodyShiftMs(blocks(0, 500), 500, 400))).toBeLessThanOrEqual(10);
});

test("tells what is heard twice and what is left out", () => {
  for (const shiftMs of [-200, -80, 40, 160]) {
    const told = melodyShiftMs(blocks(shiftMs, 500), 500, 400);
    expect(Math.abs(told - shiftMs), `${told}`).toBeLessThanOrEqual(10);
  }
});
