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

export class RedisServer {
  readonly port: number;
  readonly url: string;
  readonly #folder: string;
  readonly #options: readonly string[];
  /** How redis-cli gets in, where that takes more than the port. */
  readonly #cliOptions: readonly string[];
  #child: ChildProcess | undefined;

  private constructor(port: number, folder: string, options: readonly string[], cliOptions: readonly string[] = []) {
    this.port = port;
    this.url = `redis${cliOptions.includes("--tls") ? "s" : ""}://127.0.0.1:${port}`;
    this.#cliOptions = cliOptions;
    this.#folder = folder;
    this.#options = options;
  }

  /** `options`: more of redis-server's own, such as "--requirepass", "x". */
  static async start(...options: string[]): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-redis-"));
    const server = new RedisServer(await freePorts(1), folder, options);
    await server.startAgain();
    return server;
  }

  /** One that takes TLS only, with this certificate, and from clients none, unless the options say otherwise. */
  static async startTls({ ca, cert, key }: CertificateFiles, ...options: string[]): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-redis-"));
    const port = await freePorts(1);
    const files = ["--tls-ca-cert-file", ca, "--tls-cert-file", cert, "--tls-key-file", key];
    const tls = ["--port", "0", "--tls-port", String(port), "--tls-auth-clients", "no", ...files, ...options];
    const server = new RedisServer(port, folder, tls, ["--tls", "--cacert", ca, "--cert", cert, "--key", key]);
    await server.startAgain();
    return server;
  }

  /** A sentinel that watches the server at that port, under the name `main`. */
  static async sentinel(masterPort: number): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-redis-"));
    const config = join(folder, "sentinel.conf");
    const settings = [`sentinel monitor main 127.0.0.1 ${masterPort} 1`, "sentinel down-after-milliseconds main 500"];
    await writeFile(config, `${settings.join("\n")}\nsentinel failover-timeout main 3000\n`);
    const server = new RedisServer(await freePorts(1), folder, []);
    await server.#spawn([config, "--sentinel", "--port", String(server.port), "--bind", "127.0.0.1"]);
    return server;
  }

  /** With what the last `save` wrote, if anything; also after a kill. */
  async startAgain(): Promise<void> {
    const fixed = ["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.#folder, "--save", ""];
    await this.#spawn([...fixed, ...this.#options]);
  }

  async #spawn(args: readonly string[]): Promise<void> {
    this.#child = spawn("redis-server", args, { stdio: "ignore" });
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
