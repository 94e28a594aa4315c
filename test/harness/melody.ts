// A voice that can be told by the clock: it steps through the tones, so that what is heard says when it was sung. What is
// left out or said twice when a track is heard from another path shows as a shift. Pure.
import { toneCount, type ReceivedBlock } from "./tone.ts";

/** Four blocks of 10 ms. */
export const melodyStepMs = 40;

/** The steps that were heard: each by its number since the first, and when it began. */
function stepsOf(blocks: readonly ReceivedBlock[]): { step: number; atMs: number }[] {
  const steps: { step: number; atMs: number }[] = [];
  for (const { tone, arrivalMs } of blocks) {
    const last = steps.at(-1);
    if (tone < 0) continue;
    const forward = last ? (tone - last.step + 100 * toneCount * toneCount) % toneCount : 0;
    if (!last) steps.push({ step: tone, atMs: arrivalMs });
    // Half a round ahead is as far as it can be told from half a round back.
    else if (forward > 0)
      steps.push({ step: last.step + (forward < toneCount / 2 ? forward : forward - toneCount), atMs: arrivalMs });
  }
  return steps;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * How much later than before the melody is heard after that moment: so much of it was heard twice; or left out, where it
 * is below 0. Looks at so much time on both sides.
 */
export function melodyShiftMs(blocks: readonly ReceivedBlock[], changedAtMs: number, aroundMs: number): number {
  const near = blocks.filter(({ arrivalMs }) => Math.abs(arrivalMs - changedAtMs) <= aroundMs);
  const lag = ({ step, atMs }: { step: number; atMs: number }): number => atMs - step * melodyStepMs;
  // The first step is met somewhere in its middle.
  const steps = stepsOf(near).slice(1);
  const before = steps.filter(({ atMs }) => atMs < changedAtMs);
  const after = steps.filter(({ atMs }) => atMs >= changedAtMs);
  return median(after.map(lag)) - median(before.map(lag));
}
