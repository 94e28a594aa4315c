// What can be said about this machine without asking anybody.

import { lookup } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { execFile as execFileWithCallback } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { promisify } from "node:util";
import type { SfuConfig } from "../../sfu/config.ts";
import { resolveMediaAddresses } from "../../sfu/media-addresses.ts";
import type { SignalingConfig } from "../../signaling/config.ts";
import { type Check, fail, type Finding, ok, skip, warn } from "./check.ts";
import {
  judgeAnnouncedAddresses,
  judgeMediaFiles,
  judgeOpenFiles,
  judgeUdpBuffer,
  readOpenFileLimit,
} from "./judge.ts";

const execFile = promisify(execFileWithCallback);

export const openFiles = ({ maxSessions }: SignalingConfig): Check => ({
  name: "open files",
  run: async () => {
    const limit = readOpenFileLimit(await readFile("/proc/self/limits", "utf8").catch(() => ""));
    return limit === undefined ? skip("/proc/self/limits cannot be read here") : judgeOpenFiles(limit, maxSessions);
  },
});

/** The family and name of the table in infra/nftables/60-holdfast.nft. */
export const mediaTcpTable = "inet holdfast";

/** Whether strangers' silent TCP connections to the media ports are bounded. */
export const mediaTcp: Check = {
  name: "media TCP",
  run: async () => {
    const limit = readOpenFileLimit(await readFile("/proc/self/limits", "utf8").catch(() => ""));
    const files = limit === undefined ? skip("/proc/self/limits cannot be read here") : judgeMediaFiles(limit);
    return [files, await firewallRule()];
  },
};

async function firewallRule(): Promise<Finding> {
  const asking = execFile("nft", ["list", "table", ...mediaTcpTable.split(" ")], { timeout: 2_000 });
  const answer = await asking.then(
    ({ stdout }) => stdout,
    (error: { stderr?: string }) => error.stderr || "nft is not installed",
  );
  if (answer.includes("ct count over")) return ok("connections to the media ports are bounded for each address");
  if (!answer.includes("No such file")) return skip(`nft cannot be asked here: ${answer.trim().split("\n")[0]}`);
  return warn(
    "one address may open any number of TCP connections to the media ports",
    "nft -f infra/nftables/60-holdfast.nft, and include it in /etc/nftables.conf.",
  );
}

export const udpBuffers: Check = {
  name: "UDP buffers",
  run: () =>
    Promise.all(
      (["rmem_max", "wmem_max"] as const).map(async (name) => {
        const text = await readFile(`/proc/sys/net/core/${name}`, "utf8").catch(() => undefined);
        // In a container with a network of its own the file is not there, and the host's holds.
        return text === undefined
          ? skip(`net.core.${name} cannot be read here: look on the host`)
          : judgeUdpBuffer(name, Number(text));
      }),
    ),
};

export const announcedAddress = ({ rtcHost, rtcAnnouncedAddress }: SfuConfig): Check => ({
  name: "announced address",
  run: async () => {
    const interfaces = networkInterfaces();
    const local = Object.values(interfaces)
      .flatMap((each) => each ?? [])
      .map(({ address }) => address);
    try {
      const all = { rtcHost, rtcAnnouncedAddress, interfaces, lookup: (name: string) => lookup(name, { all: true }) };
      return judgeAnnouncedAddresses(await resolveMediaAddresses(all), local);
    } catch (error) {
      return fail(
        (error as Error).message,
        "Name addresses, or host names that resolve, of every family in HOLDFAST_RTC_HOST.",
      );
    }
  },
});

export const mediaWorker: Check = {
  name: "media worker",
  run: async () => {
    const { tryWorker } = await import("../../sfu/workers/try-worker.ts");
    const { version, binary, problem } = await tryWorker();
    if (problem !== undefined) return fail(problem, "Run the set-up (npm start does), or set MEDIASOUP_WORKER_BIN.");
    return ok(`mediasoup ${version} runs: ${binary}`);
  },
};

interface PortUse {
  port: number;
  host: string;
  kind: "tcp" | "udp";
  what: string;
}

export const signalingPort = ({ httpHost, httpPort }: SignalingConfig, url: string): Check => ({
  name: "ports",
  run: async () => {
    const use = { host: httpHost, port: httpPort, kind: "tcp" as const, what: "HTTP" };
    const finding = await judgePort(use);
    if (finding.status !== "warn") return finding;
    const { port } = new URL(url);
    const answers =
      Number(port || 80) === httpPort && (await fetch(new URL("/healthz", url)).catch(() => undefined))?.ok;
    return answers ? ok(`${describe(use)} is taken, by signaling that runs`) : finding;
  },
});

export const nodePorts = ({ controlHost, controlPort, rtcHost, rtcPort, workers }: SfuConfig): Check => ({
  name: "ports",
  run: async () => {
    const media = Array.from({ length: workers }, (_, slot) => rtcPort + slot);
    const uses: PortUse[] = [
      { host: controlHost, port: controlPort, kind: "tcp", what: "control" },
      ...rtcHost.flatMap((host) =>
        media.flatMap((port) => (["udp", "tcp"] as const).map((kind) => ({ host, port, kind, what: "media" }))),
      ),
    ];
    const findings = await Promise.all(uses.map(judgePort));
    const last = rtcPort + workers - 1;
    const range = last === rtcPort ? `port ${rtcPort} is` : `ports ${rtcPort}-${last} are`;
    const all = `control port ${controlHost}:${controlPort} is free; media ${range} free on ${rtcHost.join(" and ")}, UDP and TCP`;
    return findings.every(({ status }) => status === "ok") ? ok(all) : findings.filter(({ status }) => status !== "ok");
  },
});

const describe = ({ what, kind, host, port }: PortUse): string => `${what} port ${kind.toUpperCase()} ${host}:${port}`;

async function judgePort(use: PortUse): Promise<Finding> {
  const place = describe(use);
  try {
    await (use.kind === "tcp" ? listen(use) : bind(use));
    return ok(`${place} is free`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      return warn(
        `${place} is taken`,
        "That is right when Holdfast runs here already; else stop what has it (ss -lntup shows it), or configure another port.",
      );
    if (code === "EACCES") return fail(`${place} is not allowed`, "Choose a port above 1023.");
    if (code === "EADDRNOTAVAIL")
      return fail(`${use.host} is no address of this machine`, "Configure one that `ip address` shows.");
    throw error;
  }
}

async function listen({ host, port }: PortUse): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, "listening");
  server.close();
  await once(server, "close");
}

async function bind({ host, port }: PortUse): Promise<void> {
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  try {
    socket.bind(port, host);
    await once(socket, "listening");
  } finally {
    socket.close();
  }
}
