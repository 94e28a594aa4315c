// A real Redis for tests, on a free port, which they may kill, pause, fill up and turn back in time.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CertificateFiles } from "./certificates.ts";
import { freePorts } from "./free-ports.ts";
import { keep } from "./keeper/keeper.ts";
import { notReady, ready, waitUntil } from "./wait-until.ts";

const run = promisify(execFile);
const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "holdfast-redis-"));

interface Start {
  /** TLS only, with these. */
  files?: CertificateFiles | undefined;
  /** First arguments: a file, and what the program is to be. */
  config?: readonly string[];
  options?: readonly string[];
}

export class RedisServer {
  readonly port: number;
  readonly url: string;
  readonly #folder: string;
  readonly #args: readonly string[];
  /** How redis-cli gets in, where that takes more than the port. */
  readonly #cliOptions: readonly string[];
  #child: ChildProcess | undefined;

  private constructor(port: number, folder: string, { files, config = [], options = [] }: Start) {
    this.port = port;
    this.url = `redis${files ? "s" : ""}://127.0.0.1:${port}`;
    this.#folder = folder;
    const fixed = ["--bind", "127.0.0.1", "--dir", folder, "--save", ""];
    this.#args = [...config, ...fixed, ...listenOptions(port, files), ...options];
    this.#cliOptions = files ? ["--tls", "--cacert", files.ca, "--cert", files.cert, "--key", files.key] : [];
  }

  /** `options`: more of redis-server's own, such as "--requirepass", "x". */
  static async start(...options: string[]): Promise<RedisServer> {
    return RedisServer.#start({ options });
  }

  /** One that takes TLS only, with this certificate, and from clients none, unless the options say otherwise. */
  static async startTls(files: CertificateFiles, ...options: string[]): Promise<RedisServer> {
    return RedisServer.#start({ files, options });
  }

  /** A sentinel that watches the server at that port, under the name `main`; with files, over TLS. */
  static async sentinel(masterPort: number, files?: CertificateFiles): Promise<RedisServer> {
    const folder = await newFolder();
    const config = join(folder, "sentinel.conf");
    const settings = [`sentinel monitor main 127.0.0.1 ${masterPort} 1`, "sentinel down-after-milliseconds main 500"];
    await writeFile(config, `${settings.join("\n")}\nsentinel failover-timeout main 3000\n`);
    return RedisServer.#start({ files, config: [config, "--sentinel"] }, folder);
  }

  static async #start(how: Start, folder?: string): Promise<RedisServer> {
    const server = new RedisServer(await freePorts(2), folder ?? (await newFolder()), how);
    await server.startAgain();
    return server;
  }

  /** With what the last `save` wrote, if anything; also after a kill. */
  async startAgain(): Promise<void> {
    this.#child = spawn("redis-server", this.#args, { stdio: "ignore" });
    keep(this.#child);
    await waitUntil("redis-server answers", async () => {
      try {
        const { stdout } = await run("redis-cli", ["-p", String(this.port), ...this.#cliOptions, "ping"]);
        // With a password it says NOAUTH, which is an answer as well.
        return /PONG|NOAUTH/.test(stdout) ? ready(undefined) : notReady(stdout);
      } catch (error) {
        return notReady(String(error));
      }
    });
  }

  /** Where a replica finds the master that this sentinel watches. */
  get urlOfMaster(): string {
    return `${this.url.replace("://", "+sentinel://")}/main`;
  }

  /** Where a replica finds the cluster that this is a node of. */
  get urlOfCluster(): string {
    return this.url.replace("://", "+cluster://");
  }

  /** Answers of redis-cli, as text. */
  async cli(...args: string[]): Promise<string> {
    const { stdout } = await run("redis-cli", ["-p", String(this.port), ...this.#cliOptions, ...args]);
    return stdout.replace(/\n$/, "");
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || !this.running) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Where the nodes of a cluster talk to each other. */
const busPortOf = (port: number): string => String(port + 1);

function listenOptions(port: number, files: CertificateFiles | undefined): string[] {
  const bus = ["--cluster-port", busPortOf(port)];
  if (!files) return ["--port", String(port), ...bus];
  const certificate = ["--tls-ca-cert-file", files.ca, "--tls-cert-file", files.cert, "--tls-key-file", files.key];
  // Among each other as well: a sentinel to its master, the nodes of a cluster.
  const inside = ["--tls-replication", "yes", "--tls-cluster", "yes"];
  const only = ["--port", "0", "--tls-port", String(port), "--tls-auth-clients", "no"];
  return [...only, ...bus, ...certificate, ...inside];
}

/** Makes one Redis Cluster of servers that were started with --cluster-enabled: each gets its share of the slots. */
export async function formCluster(...servers: RedisServer[]): Promise<void> {
  const firstSlot = (index: number): number => Math.floor((index * 16_384) / servers.length);
  for (const [index, server] of servers.entries()) {
    const range = [firstSlot(index), firstSlot(index + 1) - 1].map(String);
    await server.cli("cluster", "addslotsrange", ...range);
    await servers[0]!.cli("cluster", "meet", "127.0.0.1", String(server.port), busPortOf(server.port));
  }
  await waitUntil("the cluster is up", async () => {
    const told = await Promise.all(servers.map((server) => server.cli("cluster", "info")));
    return told.every((info) => info.includes("cluster_state:ok")) ? ready(undefined) : notReady(told.join("\n"));
  });
}
