import { fileURLToPath } from "node:url";
import type { TestPage } from "../../harness/browser.ts";
import { bundlePage } from "../../harness/bundle-page.ts";
import { freePorts } from "../../harness/free-ports.ts";
import { ServerProcess } from "../../harness/server-process.ts";
import { notReady, ready, waitUntil } from "../../harness/wait-until.ts";

export interface BareServer {
  url: string;
  /** Makes BareCall known to the page. */
  prepare(page: TestPage): Promise<void>;
  close(): Promise<void>;
}

export async function startBareServer(): Promise<BareServer> {
  const port = await freePorts(1);
  const server = new ServerProcess({
    name: "bare server",
    args: ["test/bench/bare/server.ts"],
    env: { BARE_PORT: String(port) },
  });
  await waitUntil("the bare server listens", () => {
    if (!server.running) throw new Error(server.logTail());
    return server.log().some((line) => line.includes("on port")) ? ready(undefined) : notReady(server.logTail());
  });
  const script = await bundlePage(fileURLToPath(new URL("bare-page.ts", import.meta.url)));
  return {
    url: `ws://127.0.0.1:${port}`,
    prepare: async (page) => void (await page.evaluate(`void (() => {${script}})()`)),
    close: async () => void (await server.stop()),
  };
}
