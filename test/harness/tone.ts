// Tones: each participant sends its own, and a receiver tells from 10 ms of samples which of them it hears.
// All tones are multiples of 100 Hz, so that in a block of 10 ms they are orthogonal.

export const toneCount = 12;

/** 500, 700, ... Hz. */
export function toneHz(index: number): number {
  return 500 + 200 * (index % toneCount);
}

/** Peak amplitude that a participant sends, of 1. */
export const toneAmplitude = 0.25;

/** A block counts as heard from half of the amplitude that was sent (-6 dB) upwards. */
const heardFrom = toneAmplitude / 2;

/** Amplitude of `frequencyHz` in the block (Goertzel's algorithm). */
export function amplitudeOf(samples: Float32Array, sampleRate: number, frequencyHz: number): number {
  const omega = (2 * Math.PI * frequencyHz) / sampleRate;
  const coefficient = 2 * Math.cos(omega);
  let before = 0;
  let beforeThat = 0;
  for (const sample of samples) {
    const now = sample + coefficient * before - beforeThat;
    beforeThat = before;
    before = now;
  }
  const power = before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
  return (2 * Math.sqrt(Math.max(0, power))) / Math.max(1, samples.length);
}

/** The index of the loudest tone in the block, or -1 for silence. */
export function heardTone(samples: Float32Array, sampleRate: number): number {
  let loudest = -1;
  let amplitude = heardFrom;
  for (let index = 0; index < toneCount; index++) {
    const candidate = amplitudeOf(samples, sampleRate, toneHz(index));
    if (candidate >= amplitude) {
      loudest = index;
      amplitude = candidate;
    }
  }
  return loudest;
}

export interface ReceivedBlock {
  /** Index of the tone heard, -1 for silence. */
  tone: number;
  arrivalMs: number;
}

export interface ToneStatistics {
  /** Blocks in which the wanted tone was heard. */
  heard: number;
  /** Blocks with another tone. */
  foreign: number;
  /** Blocks without any tone. */
  silent: number;
  /** Longest time from one block with the tone to the next; what the decoder conceals counts as heard. */
  longestGapMs: number;
  gapStartMs: number;
  /** Of the last block with the tone; 0 when there is none. */
  lastMs: number;
}

export function toneStatistics(blocks: readonly ReceivedBlock[], wanted: number): ToneStatistics {
  const result = { heard: 0, foreign: 0, silent: 0, longestGapMs: 0, gapStartMs: 0, lastMs: 0 };
  let previousMs: number | undefined;
  for (const { tone, arrivalMs } of blocks) {
    if (tone !== wanted) {
      if (tone === -1) result.silent++;
      else result.foreign++;
      continue;
    }
    result.heard++;
    if (previousMs !== undefined && arrivalMs - previousMs > result.longestGapMs) {
      result.longestGapMs = arrivalMs - previousMs;
      result.gapStartMs = previousMs;
    }
    previousMs = arrivalMs;
    result.lastMs = arrivalMs;
  }
  return result;
}
