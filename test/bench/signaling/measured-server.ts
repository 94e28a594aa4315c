import { fileURLToPath } from "node:url";
import { cpuSecondsOf } from "../../harness/process-tree.ts";
import { ServerProcess, type ServerProcessOptions } from "../../harness/server-process.ts";
import { notReady, ready, waitUntil } from "../../harness/wait-until.ts";

const tellMemory = fileURLToPath(new URL("tell-memory.ts", import.meta.url));

export interface Memory {
  rssBytes: number;
  /** Heap in use, and what it holds outside of it. */
  usedBytes: number;
}

/** A server process whose memory and CPU time can be told. */
export class MeasuredServer {
  readonly url: string;
  readonly #process: ServerProcess;

  private constructor(url: string, process: ServerProcess) {
    this.url = url;
    this.#process = process;
  }

  static async start(url: string, options: ServerProcessOptions): Promise<MeasuredServer> {
    // Code that V8 lets go of between two looks would show as memory that sessions give back.
    const args = ["--expose-gc", "--no-flush-bytecode", "--import", tellMemory, ...options.args];
    const server = new MeasuredServer(url, new ServerProcess({ ...options, args }));
    const { port, hostname } = new URL(url);
    await waitUntil(
      `${options.name} listens on ${hostname}:${port}`,
      async () => {
        if (!server.#process.running) throw new Error(server.#process.logTail());
        const answer = await fetch(`${url}/readyz`).catch(String);
        return typeof answer !== "string" && answer.status === 200
          ? ready(undefined)
          : notReady(`${typeof answer === "string" ? answer : answer.status}\n${server.#process.logTail()}`);
      },
      { timeoutMs: 30_000 },
    );
    return server;
  }

  /** Once its garbage is collected. */
  async memory(): Promise<Memory> {
    const told = this.#process.log().length;
    this.#process.signal("SIGUSR2");
    return waitUntil(`${this.#process.name} tells its memory`, () => {
      const line = this.#process
        .log()
        .slice(told)
        .find((text) => text.startsWith("memory "));
      return line === undefined
        ? notReady("it has not yet")
        : ready(JSON.parse(line.slice("memory ".length)) as Memory);
    });
  }

  cpuSeconds(): number {
    return cpuSecondsOf(this.#process.pid);
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}
