import { Command, InvalidArgumentError } from "commander";
import pc from "picocolors";
import { onShutdown } from "../../base/shutdown.ts";
import { defaultDevPorts, maxDevWorkers } from "../dev/ports.ts";
import type { Dev } from "../dev/run-dev.ts";

const example = `
Example:
  holdfast dev --port 8400 --control-port 8411 --rtc-port 8511`;

interface DevFlags {
  port: number;
  controlPort: number;
  rtcPort: number;
  workers: number;
  logLevel: string;
}

export function devCommand(): Command {
  return new Command("dev")
    .description("run one signaling replica, two SFU nodes and the meeting page on this machine")
    .option(
      "--port <port>",
      "of the pages, the HTTP API and the WebSocket",
      wholeNumber(0, 65_535),
      defaultDevPorts.http,
    )
    .option(
      "--control-port <port>",
      "of the first node; the second has the next one",
      wholeNumber(1, 65_534),
      defaultDevPorts.control,
    )
    .option(
      "--rtc-port <port>",
      "of the first node's first worker; the second node's begin 10 higher",
      wholeNumber(1, 65_500),
      defaultDevPorts.rtc,
    )
    .option("--workers <count>", "media workers of each node", wholeNumber(1, maxDevWorkers), 2)
    .option("--log-level <level>", "trace, debug, info, warn, error or silent", "info")
    .addHelpText("after", example)
    .action(run);
}

const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    return value;
  };

async function run(flags: DevFlags): Promise<void> {
  const { runDev } = await import("../dev/run-dev.ts");
  const { port, controlPort, rtcPort, workers, logLevel } = flags;
  const dev = await runDev({
    ports: { http: port, control: controlPort, rtc: rtcPort },
    workers,
    logLevel,
    env: process.env,
  });
  onShutdown(() => dev.close());
  process.stdout.write(banner(dev, workers));
}

function banner({ url, apiKey, nodes }: Dev, workers: number): string {
  const lines = [
    ["Meeting page", pc.bold(pc.cyan(url))],
    ["Nodes", `${nodes.map(({ id, pid }) => `${id} (pid ${pid})`).join(", ")}; ${workers} media workers each`],
    ["API key", pc.dim(apiKey)],
    ["Ready after", `${process.uptime().toFixed(1)} s; Ctrl-C ends everything`],
  ];
  return `\n  ${pc.bold("holdfast dev")}\n\n${lines.map(([name = "", value]) => `  ${name.padEnd(14)}${value}\n`).join("")}\n`;
}
