// The programs of examples/, run as a reader would run them.
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser.ts";
import { type Cluster, startCluster } from "../harness/cluster.ts";
import { freePorts } from "../harness/free-ports.ts";
import { ServerProcess } from "../harness/server-process.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

let cluster: Cluster;
let browser: TestBrowser;

beforeAll(async () => {
  [cluster, browser] = await Promise.all([startCluster({ nodes: 2, workers: 1 }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await cluster?.close();
});

test("tiny-meeting: two tabs see each other, also after their node was killed", async () => {
  const port = await freePorts(1);
  const example = new ServerProcess({
    name: "tiny-meeting",
    args: ["examples/tiny-meeting.mjs"],
    env: { HOLDFAST_URL: cluster.url, HOLDFAST_API_KEY: cluster.apiKey, PORT: String(port) },
  });
  try {
    const url = `http://localhost:${port}/`;
    await waitUntil("the example answers", async () =>
      fetch(url).then(
        () => ready(undefined),
        () => notReady(example.logTail()),
      ),
    );
    const consoleLines: string[] = [];
    const pages = await Promise.all(
      [1, 2].map(() => browser.openPage(url, { lab: false, onConsole: (line) => consoleLines.push(line) })),
    );
    const framesOf = (page: (typeof pages)[number]) =>
      page.evaluate(() => document.querySelector("video")?.getVideoPlaybackQuality().totalVideoFrames ?? 0);
    const bothAdvance = async (when: string) => {
      const before = await Promise.all(pages.map(framesOf));
      await waitUntil(`both see pictures advance ${when}`, async () => {
        const now = await Promise.all(pages.map(framesOf));
        const enough = now.every((frames, index) => frames > before[index]! + 20);
        return enough
          ? ready(undefined)
          : notReady(`${before.join(", ")} -> ${now.join(", ")}\n${consoleLines.join("\n")}`);
      });
    };
    await bothAdvance("at first");
    const { rooms } = (await (await cluster.api("/v1/rooms")).json()) as { rooms: { name: string; nodeId: string }[] };
    await cluster.node(rooms.find(({ name }) => name === "tiny")!.nodeId).kill();
    await waitUntil("both say that they are back", async () => {
      const states = await Promise.all(pages.map((page) => page.textContent("#state")));
      return states.every((state) => state?.includes("back after")) ? ready(undefined) : notReady(states.join(", "));
    });
    await bothAdvance("after the failover");
    expect(consoleLines.filter((line) => line.startsWith("uncaught"))).toEqual([]);
  } finally {
    await example.stop();
  }
});
