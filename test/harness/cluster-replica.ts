import { commandFile, ServerProcess } from "./server-process.ts";
import { notReady, ready, waitUntil } from "./wait-until.ts";

export interface ClusterReplicaOptions {
  name: string;
  httpHost: string;
  httpPort: number;
  env: Record<string, string>;
}

const terminationMs = 20_000;

/** One signaling replica as a real process, which a test may kill and start again. */
export class ClusterReplica {
  readonly name: string;
  /** http://host:port */
  readonly url: string;
  readonly signalingUrl: string;
  readonly #options: ClusterReplicaOptions;
  #process: ServerProcess;

  constructor(options: ClusterReplicaOptions) {
    this.name = options.name;
    this.url = `http://${options.httpHost}:${options.httpPort}`;
    this.signalingUrl = `ws://${options.httpHost}:${options.httpPort}`;
    this.#options = options;
    this.#process = this.#spawn();
  }

  get pid(): number {
    return this.#process.pid;
  }

  get running(): boolean {
    return this.#process.running;
  }

  /** SIGTERM, as at each deployment. Resolves with how it ended: "ended with code 0". */
  terminate(): Promise<string> {
    return this.#process.terminate(terminationMs);
  }

  /** SIGKILL. Returns the wall clock at the moment of the kill. */
  async kill(): Promise<number> {
    const killed = this.#process.kill();
    const atMs = performance.timeOrigin + performance.now();
    await killed;
    return atMs;
  }

  /** A new process on the same port, in place of the one before. */
  async restart(): Promise<void> {
    if (this.running) await this.kill();
    this.#process = this.#spawn();
    await this.waitUntilReady();
  }

  async waitUntilReady(): Promise<void> {
    await waitUntil(
      `${this.name} is ready`,
      async () => {
        if (!this.running) throw new Error(`${this.name} ${this.#process.exitDescription}\n${this.logTail()}`);
        try {
          const response = await fetch(`${this.url}/readyz`);
          if (response.ok) return ready(undefined);
          return notReady(`/readyz says ${response.status} ${await response.text()}\n${this.logTail()}`);
        } catch (thrown) {
          return notReady(`${String(thrown)}\n${this.logTail()}`);
        }
      },
      { timeoutMs: 90_000 },
    );
  }

  async stop(): Promise<boolean> {
    return this.#process.stop();
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.signal(signal);
  }

  log(): readonly string[] {
    return this.#process.log();
  }

  logTail(lines?: number): string {
    return this.#process.logTail(lines);
  }

  #spawn(): ServerProcess {
    const { name, httpHost, httpPort, env } = this.#options;
    return new ServerProcess({
      name,
      args: [commandFile, "signaling"],
      env: { HOLDFAST_HTTP_HOST: httpHost, HOLDFAST_HTTP_PORT: String(httpPort), ...env },
    });
  }
}
