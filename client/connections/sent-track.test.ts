import { expect, it, vi } from "vitest";
import { BrowserSentTrack } from "./sent-track.ts";

function lab(active: boolean[]) {
  const now = active.map((one) => ({ active: one }));
  const sender = {
    getParameters: () => structuredClone({ encodings: now }) as unknown as RTCRtpSendParameters,
    setParameters: vi.fn(async ({ encodings }: RTCRtpSendParameters) => {
      for (const [index, encoding] of encodings.entries()) now[index]!.active = encoding.active === true;
    }),
    replaceTrack: async () => {},
  };
  const track = new BrowserSentTrack("video", { mid: "0", codecs: [] }, sender);
  return { track, sender, active: () => now.map((encoding) => encoding.active) };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it("sends after a pause just what it sent before", async () => {
  const { track, active } = lab([true, true, false]);
  track.setPaused(true);
  await settle();
  expect(active()).toEqual([false, false, false]);
  track.setPaused(false);
  await settle();
  expect(active()).toEqual([true, true, false]);
});

it("remembers what was active when it is paused twice, or for a moment", async () => {
  const { track, sender, active } = lab([true, false]);
  track.setPaused(true);
  track.setPaused(true);
  track.setPaused(false);
  track.setPaused(true);
  await settle();
  track.setPaused(true);
  await settle();
  expect(active()).toEqual([false, false]);
  track.setPaused(false);
  await settle();
  expect(active()).toEqual([true, false]);
  expect(sender.setParameters).toHaveBeenCalledTimes(2);
});
