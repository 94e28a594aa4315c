import type { Locator } from "playwright-core";
import { notReady, ready, waitUntil } from "./wait-until.ts";

/** Share of the sampled pixels that must differ between two looks. */
const movedShare = 0.002;

/** The <video> shows a picture that changes: compared by pixels, not by events. */
export async function waitForMovingPicture(video: Locator): Promise<void> {
  await video.waitFor();
  await waitUntil(
    `a moving picture in ${video.toString()}`,
    async () => {
      const changed = await video
        .evaluate(async (element) => {
          const playing = element as HTMLVideoElement;
          const size = 64;
          const context = new OffscreenCanvas(size, size).getContext("2d", { willReadFrequently: true })!;
          const look = (): Uint8ClampedArray => {
            context.drawImage(playing, 0, 0, size, size);
            return context.getImageData(0, 0, size, size).data;
          };
          if (playing.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return 0;
          const before = look();
          await new Promise((resolve) => setTimeout(resolve, 300));
          const after = look();
          return (
            after.reduce((count, value, index) => count + (Math.abs(value - before[index]!) > 8 ? 1 : 0), 0) /
            after.length
          );
        })
        .catch((error: unknown) => String(error));
      if (typeof changed === "string") return notReady(changed);
      return changed >= movedShare
        ? ready(undefined)
        : notReady(`${(changed * 100).toFixed(2)} % of it changed in 300 ms`);
    },
    { timeoutMs: 20_000, intervalMs: 100 },
  );
}
