// Loaded before a server that is measured: on SIGUSR2 it collects garbage and tells its memory in one line.
import { setTimeout as sleep } from "node:timers/promises";

const collect = globalThis.gc!;

async function tell(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    collect();
    await sleep(100);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  console.log(`memory ${JSON.stringify({ rssBytes: rss, usedBytes: heapUsed + external })}`);
}

process.on("SIGUSR2", () => void tell());
