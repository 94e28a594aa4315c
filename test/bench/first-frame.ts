import type { TestPage } from "../harness/browser.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

/** When elements of the person in the page presented the first picture of each sender, once there are so many. */
export async function firstFrames(page: TestPage, person: string, senders: number): Promise<number[]> {
  return waitUntil(
    `the first pictures of ${senders} senders`,
    async () => {
      const times = await page.run((name) => [...labPage.people.get(name)!.lab.firstFrameMs.values()], person);
      return times.length >= senders ? ready(times) : notReady(`there are ${times.length}`);
    },
    { timeoutMs: 15_000 },
  );
}
