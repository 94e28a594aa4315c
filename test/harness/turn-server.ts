import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "./free-ports.ts";
import { ServerProcess } from "./server-process.ts";
import { notReady, ready, waitUntil } from "./wait-until.ts";

const relayPorts = 40;

export interface TurnServer {
  /** turn:127.0.0.1:port, by UDP and by TCP. */
  urls: { udp: string; tcp: string };
  log(): readonly string[];
  /** Relayed addresses that were given out so far, and how many of them were not given back yet. */
  allocations(): { made: number; open: number };
  close(): Promise<void>;
}

/** coturn as a real process on 127.0.0.1, which takes credentials made with this secret and no others. */
export async function startTurnServer(secret: string): Promise<TurnServer> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-turn-"));
  const port = await freePorts(1 + relayPorts);
  const settings = {
    "listening-ip": "127.0.0.1",
    "relay-ip": "127.0.0.1",
    "listening-port": port,
    "min-port": port + 1,
    "max-port": port + relayPorts,
    realm: "holdfast.test",
    "static-auth-secret": secret,
    pidfile: join(folder, "pid"),
    userdb: join(folder, "db"),
    "log-file": "stdout",
  };
  const flags = ["n", "use-auth-secret", "fingerprint", "no-cli", "no-tls", "no-dtls", "no-rfc5780", "verbose"];
  const turn = new ServerProcess({
    name: "turnserver",
    program: "turnserver",
    args: [
      // Media nodes of a test are on 127.0.0.1, which no public TURN server may relay to.
      ...[...flags, "allow-loopback-peers"].map((flag) => (flag === "n" ? "-n" : `--${flag}`)),
      ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    ],
    env: {},
  });
  const close = async (): Promise<void> => {
    await turn.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntil("the TURN server listens", async () => {
      if (!turn.running) throw new Error(turn.logTail());
      return (await canConnect(port)) ? ready(undefined) : notReady(turn.logTail());
    });
  } catch (thrown) {
    await close();
    throw thrown;
  }
  const url = `turn:127.0.0.1:${port}`;
  return {
    urls: { udp: `${url}?transport=udp`, tcp: `${url}?transport=tcp` },
    log: () => turn.log(),
    allocations: () => countAllocations(turn.log()),
    close,
  };
}

function countAllocations(log: readonly string[]): { made: number; open: number } {
  const open = new Set<string>();
  let made = 0;
  for (const line of log) {
    const [, session = "", what = ""] = /session (\d+): (new,|closed|refreshed,.* lifetime=0$)/.exec(line) ?? [];
    if (what === "new,") {
      open.add(session);
      made++;
    } else open.delete(session);
  }
  return { made, open: open.size };
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
