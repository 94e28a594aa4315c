import { getSupportedRtpCapabilities } from "mediasoup";
import { expect, test, vi } from "vitest";
import { quickenMediasoup } from "./quicken-mediasoup.ts";

test("mediasoup copies without structuredClone, and to the same", () => {
  const theirs = vi.spyOn(globalThis, "structuredClone");
  const before = getSupportedRtpCapabilities();
  expect(theirs).toHaveBeenCalledOnce();
  expect(quickenMediasoup()).toBe(true);
  expect(getSupportedRtpCapabilities()).toEqual(before);
  expect(theirs).toHaveBeenCalledOnce();
});
