import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { keep } from "./keeper/keeper.ts";
import { childPids, isAlive } from "./process-tree.ts";
import { notReady, ready, waitUntil } from "./wait-until.ts";

export const repoRoot = fileURLToPath(new URL("../..", import.meta.url));

/** The `holdfast` command. */
export const commandFile = "cli/main.ts";

const keptLogLines = 5000;
const gracefulMs = 5000;

export interface ServerProcessOptions {
  /** For messages: "signaling", "node-1". */
  name: string;
  /** Another program than Node. */
  program?: string;
  /** Arguments of Node: the file and what follows. */
  args: string[];
  env: Record<string, string>;
}

/** One real server process whose output is kept, and that does not outlive the test. */
export class ServerProcess {
  readonly name: string;
  readonly #log: string[] = [];
  readonly #child: ChildProcess;

  constructor({ name, program = process.execPath, args, env }: ServerProcessOptions) {
    this.name = name;
    this.#child = spawn(program, args, {
      cwd: repoRoot,
      env: { ...inheritedEnvironment(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A session of its own, as a service has: its priority is not that of everything which the test runs.
      detached: true,
    });
    this.#child.on("error", (error) => this.#log.push(`could not start: ${error.message}`));
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      createInterface({ input: stream }).on("line", (line) => this.#keep(line));
    }
    keep(this.#child);
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined;
  }

  get exitDescription(): string {
    if (this.running) return "running";
    return `ended with ${this.#child.signalCode ?? `code ${this.#child.exitCode}`}`;
  }

  log(): readonly string[] {
    return this.#log;
  }

  logTail(lines = 40): string {
    return [
      `--- ${this.name} (pid ${this.pid}, ${this.exitDescription}), last lines:`,
      ...this.#log.slice(-lines),
    ].join("\n");
  }

  signal(signal: NodeJS.Signals): void {
    if (this.running) this.#child.kill(signal);
  }

  /** SIGTERM, and waits until it has ended by itself, with a drain first where it is a node. Returns how it ended. */
  async terminate(timeoutMs: number): Promise<string> {
    const children = childPids(this.pid);
    this.signal("SIGTERM");
    await waitUntil(`${this.name} ends`, () => (this.running ? notReady(this.logTail()) : ready(undefined)), {
      timeoutMs,
    });
    await this.#ended(children);
    return this.exitDescription;
  }

  /** SIGKILL, and waits until the process and its children are gone. */
  async kill(): Promise<void> {
    const children = childPids(this.pid);
    this.signal("SIGKILL");
    await this.#ended(children);
  }

  /** SIGINT, which ends a node without a drain; what has not ended in time is killed. Returns whether it ended by itself. */
  async stop(): Promise<boolean> {
    if (!this.running) return true;
    const children = childPids(this.pid);
    this.signal("SIGINT");
    const exited = once(this.#child, "exit");
    const timer = setTimeout(() => this.#killTree(), gracefulMs);
    await exited;
    clearTimeout(timer);
    await this.#ended(children);
    return this.#child.signalCode !== "SIGKILL";
  }

  async #ended(children: readonly number[]): Promise<void> {
    if (this.running) await once(this.#child, "exit");
    await waitUntil(`${this.name} leaves no process behind`, () => {
      const left = children.filter(isAlive);
      return left.length === 0 ? ready(undefined) : notReady(`still there: ${left.join(", ")}`);
    });
  }

  #killTree(): void {
    for (const pid of [...childPids(this.pid), this.pid]) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // Gone already.
      }
    }
  }

  #keep(line: string): void {
    this.#log.push(line);
    if (this.#log.length > keptLogLines) this.#log.splice(0, keptLogLines / 5);
  }
}

/** Ours without any configuration of Holdfast: a test decides about all of it. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("HOLDFAST_")));
}
