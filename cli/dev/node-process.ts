// One SFU node of `holdfast dev` as a child process, which is started again when it dies.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "../../base/logger.ts";
import { nodeReadyMessage } from "../commands/sfu.ts";
import { CommandError } from "../failure.ts";

const restartAfterMs = 1_000;
/** A node tells its replicas that it goes and ends its workers; longer means that it hangs. */
const closeLimitMs = 3_000;

const program = join(import.meta.dirname, "../main.ts");

export class NodeProcess {
  readonly id: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #log: Logger;
  #child: ChildProcess | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  #closing: Promise<void> | undefined;

  private constructor(id: string, env: NodeJS.ProcessEnv, log: Logger) {
    this.id = id;
    this.#env = env;
    this.#log = log;
  }

  /** Resolves when the node takes connections. @throws CommandError when it ends before; what it said is on the terminal. */
  static async create(id: string, env: NodeJS.ProcessEnv, log: Logger, signal: AbortSignal): Promise<NodeProcess> {
    const node = new NodeProcess(id, env, log);
    const child = node.#spawn();
    signal.addEventListener("abort", () => void node.close(), { once: true });
    await new Promise<void>((resolve, reject) => {
      child.once("message", (message) => {
        if (message === nodeReadyMessage) resolve();
      });
      child.once("exit", () => reject(new CommandError(`${id} did not start.`)));
      child.once("error", (cause) => reject(new CommandError(`${id} could not be started: ${cause.message}`)));
    });
    child.once("exit", (code, killedBy) => node.#onExit(code, killedBy));
    return node;
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#child && isRunning(this.#child) ? this.#child.pid : undefined;
  }

  /** Process ids of its children, the media workers. */
  workerPids(): number[] {
    const pid = this.pid;
    if (pid === undefined) return [];
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  }

  /** To the node's process and its media workers; returns the process ids. */
  signalTree(signal: NodeJS.Signals): number[] {
    const pid = this.pid;
    if (pid === undefined) return [];
    // The node first when it is to stop, so that it cannot see its workers hang and replace them; last when it goes on.
    const workers = this.workerPids();
    const pids = signal === "SIGSTOP" ? [pid, ...workers] : [...workers, pid];
    for (const one of pids) process.kill(one, signal);
    return pids;
  }

  /** Ends the process for good; a node that does not end by itself is killed. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (!child || !isRunning(child)) return;
    const exited = once(child, "exit");
    // One that was told to hang would hear of nothing else.
    this.signalTree("SIGCONT");
    child.kill("SIGINT"); // SIGTERM would drain, and there is nowhere to go
    const timer = setTimeout(() => child.kill("SIGKILL"), closeLimitMs);
    await exited;
    clearTimeout(timer);
  }

  #spawn(): ChildProcess {
    const child = spawn(process.execPath, [program, "sfu"], {
      env: this.#env,
      // The fourth is a channel that closes with us, whatever ends us: the node then ends too.
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      // A process group of its own: Ctrl-C is for us, and we end the nodes in good order.
      detached: true,
    });
    this.#child = child;
    return child;
  }

  #onExit(code: number | null, killedBy: NodeJS.Signals | null): void {
    if (this.#closing) return;
    this.#log.warn(
      { node: this.id, ...(killedBy ? { killedBy } : { code }) },
      "node process ended; starts again in 1 s",
    );
    this.#restartTimer = setTimeout(() => {
      const child = this.#spawn();
      child.once("exit", (nextCode, nextKilledBy) => this.#onExit(nextCode, nextKilledBy));
      child.on("error", (err) => this.#log.error({ node: this.id, err }, "node process could not be started"));
    }, restartAfterMs);
  }
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;
