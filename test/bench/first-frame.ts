import type { Page } from "playwright-core";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

/** When the page had decoded the first remote picture of each sender, by key, once there are so many. */
export async function firstFrames(page: Page, senders: number): Promise<number[]> {
  return waitUntil(
    `the first pictures of ${senders} senders`,
    async () => {
      const times = await page.evaluate(() => [...labPage.lab.firstFrameMs.values()]);
      return times.length >= senders ? ready(times) : notReady(`there are ${times.length}`);
    },
    { timeoutMs: 15_000 },
  );
}
