import { freePorts } from "./free-ports.ts";
import { childPids, udpPortOwner } from "./process-tree.ts";
import { commandFile, ServerProcess } from "./server-process.ts";
import type { TcpRelay } from "./tcp-relay.ts";
import { notReady, ready, waitUntil } from "./wait-until.ts";

export interface ClusterNodeOptions {
  id: string;
  controlPort: number;
  rtcPort: number;
  workers: number;
  env: Record<string, string>;
  /** Between signaling and the node's control port, for tests that cut that link. */
  controlRelay?: TcpRelay | undefined;
}

/** A drain, and some more. */
const terminationMs = 40_000;

/** One SFU node as a real process, which a test may kill and start again. */
export class ClusterNode {
  readonly id: string;
  /** Where signaling finds the node: at its relay, when it has one. */
  readonly controlUrl: string;
  readonly directControlUrl: string;
  readonly controlRelay: TcpRelay | undefined;
  readonly rtcPort: number;
  readonly #options: ClusterNodeOptions;
  #process: ServerProcess;

  constructor(options: ClusterNodeOptions) {
    this.id = options.id;
    this.controlRelay = options.controlRelay;
    this.directControlUrl = `ws://127.0.0.1:${options.controlPort}`;
    this.controlUrl = `ws://127.0.0.1:${options.controlRelay?.port ?? options.controlPort}`;
    this.rtcPort = options.rtcPort;
    this.#options = options;
    this.#process = this.#spawn();
  }

  get pid(): number {
    return this.#process.pid;
  }

  get running(): boolean {
    return this.#process.running;
  }

  /** Media workers, oldest first. */
  workerPids(): number[] {
    return childPids(this.pid, /mediasoup-worke/); // the kernel keeps 15 characters of a name
  }

  /** The worker of one slot, known by the port it takes media on. */
  workerPid(slot: number): number {
    const pids = this.workerPids();
    const pid = udpPortOwner(pids, this.rtcPort + slot);
    if (pid === undefined)
      throw new Error(`${this.id}: none of the workers ${pids.join(", ")} is on port ${this.rtcPort + slot}`);
    return pid;
  }

  /** SIGTERM, as at each deployment. Resolves with how it ended: "ended with code 0". */
  terminate(): Promise<string> {
    return this.#process.terminate(terminationMs);
  }

  /** SIGKILL of the node's process. Returns the wall clock at the moment of the kill. */
  async kill(): Promise<number> {
    const killed = this.#process.kill();
    const atMs = performance.timeOrigin + performance.now();
    await killed;
    return atMs;
  }

  /** SIGKILL of one media worker. Returns the wall clock at the moment of the kill. */
  killWorker(slot: number): number {
    const pid = this.workerPid(slot);
    const atMs = performance.timeOrigin + performance.now();
    process.kill(pid, "SIGKILL");
    return atMs;
  }

  /** SIGSTOP of one media worker: its node's process is fine. Returns the wall clock of that moment. */
  hangWorker(slot: number): number {
    const pid = this.workerPid(slot);
    const atMs = performance.timeOrigin + performance.now();
    process.kill(pid, "SIGSTOP");
    return atMs;
  }

  /** SIGSTOP of the node's process and all its workers: a machine that hangs. Returns the wall clock of that moment. */
  hang(): number {
    const pids = [this.pid, ...this.workerPids()];
    const atMs = performance.timeOrigin + performance.now();
    for (const pid of pids) process.kill(pid, "SIGSTOP");
    return atMs;
  }

  /** SIGSTOP of the node's process alone: its workers go on carrying media. Returns the wall clock of that moment. */
  hangProcessOnly(): number {
    const atMs = performance.timeOrigin + performance.now();
    process.kill(this.pid, "SIGSTOP");
    return atMs;
  }

  /** SIGCONT of all that hangs. */
  resume(): void {
    for (const pid of [...this.workerPids(), this.pid]) process.kill(pid, "SIGCONT");
  }

  /** One more process like this, with another id and ports of its own. */
  async another(id: string, more: Record<string, string> = {}): Promise<ClusterNode> {
    const { workers } = this.#options;
    const env = { ...this.#options.env, ...more };
    const controlPort = await freePorts(1 + workers);
    return new ClusterNode({
      ...this.#options,
      id,
      env,
      controlPort,
      rtcPort: controlPort + 1,
      controlRelay: undefined,
    });
  }

  /** A new process with the same id and ports, in place of the dead one. */
  async restart(): Promise<void> {
    if (this.running) await this.kill();
    this.#process = this.#spawn();
    await this.waitForWorkers();
  }

  async waitForWorkers(): Promise<void> {
    await waitUntil(
      `${this.id} has its ${this.#options.workers} media workers`,
      () => {
        if (!this.running) return notReady(`the process ${this.#process.exitDescription}\n${this.logTail()}`);
        const count = this.workerPids().length;
        return count >= this.#options.workers ? ready(undefined) : notReady(`it has ${count}\n${this.logTail(10)}`);
      },
      { timeoutMs: 90_000 },
    );
  }

  async stop(): Promise<boolean> {
    await this.controlRelay?.[Symbol.asyncDispose]();
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
    const { id, controlPort, rtcPort, workers, env } = this.#options;
    return new ServerProcess({
      name: id,
      args: [commandFile, "sfu"],
      env: {
        HOLDFAST_NODE_ID: id,
        HOLDFAST_CONTROL_PORT: String(controlPort),
        HOLDFAST_RTC_PORT: String(rtcPort),
        HOLDFAST_WORKERS: String(workers),
        ...env,
      },
    });
  }
}
