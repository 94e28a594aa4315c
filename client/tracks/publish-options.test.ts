import { expect, it } from "vitest";
import { defaultSource, pictureEncodings, soundEncodings, soundFor } from "./publish-options.ts";

it("a voice is one channel, and nothing when nobody speaks", () => {
  expect(soundFor("microphone", {})).toEqual({ stereo: false, dtx: true, maxBitrateBps: 40_000 });
  expect(soundEncodings(soundFor("microphone", {}))).toEqual([{ maxBitrate: 40_000, dtx: true }]);
});

it("what a screen plays keeps its channels and its quiet parts, as music does", () => {
  expect(soundFor("screen_audio", {})).toEqual({ stereo: true, dtx: false, maxBitrateBps: 96_000 });
  expect(soundFor("microphone", { sound: "music" })).toEqual({ stereo: true, dtx: false, maxBitrateBps: 128_000 });
  expect(soundFor("screen_audio", { sound: "voice", maxBitrateBps: 24_000 })).toEqual({
    stereo: false,
    dtx: true,
    maxBitrateBps: 24_000,
  });
});

it("video is the browser's choice unless limited", () => {
  expect(pictureEncodings({})).toBeUndefined();
  expect(pictureEncodings({ maxBitrateBps: 500_000, maxFramesPerSecond: 15 })).toEqual([
    { maxBitrate: 500_000, maxFramerate: 15 },
  ]);
});

it("simulcast shares the bitrate among three layers, smallest first", () => {
  const layers = pictureEncodings({ simulcast: true, maxBitrateBps: 1_000_000 }) ?? [];
  expect(layers.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy)).toEqual([4, 2, 1]);
  expect(layers.reduce((sum, { maxBitrate = 0 }) => sum + maxBitrate, 0)).toBe(1_000_000);
});

it("sources follow the kind", () => {
  expect([defaultSource("audio"), defaultSource("video")]).toEqual(["microphone", "camera"]);
});
