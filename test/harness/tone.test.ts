import { describe, expect, test } from "vitest";
import { amplitudeOf, heardTone, toneAmplitude, toneCount, toneHz, toneStatistics } from "./tone.ts";

const sampleRate = 48_000;

function block(frequencyHz: number, amplitude: number, phase = 0): Float32Array {
  return Float32Array.from(
    { length: 480 },
    (_, n) => amplitude * Math.sin((2 * Math.PI * frequencyHz * n) / sampleRate + phase),
  );
}

describe("heardTone", () => {
  test("tells every tone from every other, at any phase", () => {
    for (let index = 0; index < toneCount; index++) {
      for (const phase of [0, 1, 2, 3])
        expect(heardTone(block(toneHz(index), toneAmplitude, phase), sampleRate)).toBe(index);
    }
  });

  test("hears the louder of two", () => {
    const loud = block(toneHz(2), toneAmplitude);
    const mixed = block(toneHz(5), toneAmplitude * 0.6).map((sample, n) => sample + loud[n]!);
    expect(heardTone(mixed, sampleRate)).toBe(2);
  });

  test("takes silence and a faded tone for silence", () => {
    expect(heardTone(new Float32Array(480), sampleRate)).toBe(-1);
    expect(heardTone(block(toneHz(1), toneAmplitude * 0.4), sampleRate)).toBe(-1);
    expect(heardTone(new Float32Array(0), sampleRate)).toBe(-1);
  });

  test("measures the amplitude", () => {
    expect(amplitudeOf(block(700, 0.5), sampleRate, 700)).toBeCloseTo(0.5, 2);
  });
});

describe("toneStatistics", () => {
  test("measures the gap between blocks with the tone", () => {
    const blocks = [
      { tone: 1, arrivalMs: 0 },
      { tone: 1, arrivalMs: 10 },
      { tone: -1, arrivalMs: 20 },
      { tone: 2, arrivalMs: 30 },
      { tone: 1, arrivalMs: 150 },
      { tone: 1, arrivalMs: 160 },
    ];
    expect(toneStatistics(blocks, 1)).toMatchObject({
      heard: 4,
      foreign: 1,
      silent: 1,
      longestGapMs: 140,
      gapStartMs: 10,
    });
  });
});
