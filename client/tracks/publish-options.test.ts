import { expect, it } from "vitest";
import { defaultSource, encodingsFor } from "./publish-options.ts";

it("audio has a bitrate and is silent when nobody speaks", () => {
  expect(encodingsFor("audio", {})).toEqual([{ maxBitrate: 40_000, dtx: true }]);
});

it("video is the browser's choice unless limited", () => {
  expect(encodingsFor("video", {})).toBeUndefined();
  expect(encodingsFor("video", { maxBitrateBps: 500_000, maxFramesPerSecond: 15 })).toEqual([
    { maxBitrate: 500_000, maxFramerate: 15 },
  ]);
});

it("simulcast shares the bitrate among three layers, smallest first", () => {
  const layers = encodingsFor("video", { simulcast: true, maxBitrateBps: 1_000_000 }) ?? [];
  expect(layers.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy)).toEqual([4, 2, 1]);
  expect(layers.reduce((sum, { maxBitrate = 0 }) => sum + maxBitrate, 0)).toBe(1_000_000);
});

it("sources follow the kind", () => {
  expect([defaultSource("audio"), defaultSource("video")]).toEqual(["microphone", "camera"]);
});
