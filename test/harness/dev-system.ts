import { freePorts } from "./free-ports.ts";
import { commandFile, ServerProcess } from "./server-process.ts";
import { notReady, ready, waitUntil } from "./wait-until.ts";

/** `holdfast dev` gives each of its two nodes ten media ports. */
const mediaPorts = 20;

export interface DevSystem {
  url: string;
  logTail(lines?: number): string;
  close(): Promise<void>;
}

/** `holdfast dev` as a real process on free ports. */
export async function startDevSystem(): Promise<DevSystem> {
  const port = await freePorts(3 + mediaPorts);
  const dev = new ServerProcess({
    name: "holdfast dev",
    args: [
      commandFile,
      "dev",
      "--port",
      String(port),
      "--control-port",
      String(port + 1),
      "--rtc-port",
      String(port + 3),
      "--workers",
      "1",
    ],
    env: {},
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitUntil(
      "holdfast dev is ready",
      async () => {
        if (!dev.running) throw new Error(dev.logTail());
        const response = await fetch(`${url}/readyz`).catch(() => undefined);
        return response?.ok
          ? ready(undefined)
          : notReady(`/readyz: ${response?.status ?? "no answer"}\n${dev.logTail()}`);
      },
      { timeoutMs: 30_000 },
    );
  } catch (thrown) {
    await dev.stop();
    throw thrown;
  }
  return { url, logTail: (lines) => dev.logTail(lines), close: async () => void (await dev.stop()) };
}
