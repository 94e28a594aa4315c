import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import { type Hang, HangWatch, probeIntervalMs } from "./hang-watch.ts";
import type { MediaWorker } from "./media-worker.ts";
import { readProcessStat } from "./process-stat.ts";
import { afterWorkerDeath, type WorkerHistory } from "./respawn-delay.ts";

export interface WorkerSlotOptions {
  clock: Clock;
  random: () => number;
  log: Logger;
  spawn(onDied: (worker: MediaWorker, cause: string) => void): Promise<MediaWorker>;
  onDied(worker: MediaWorker, cause: string): void;
  onStarted(worker: MediaWorker): void;
  /** Whether any other slot has a live worker. */
  othersLive(): boolean;
}

/** Keeps one worker running: starts it, ends it when it hangs, and replaces it when it dies. */
export class WorkerSlot {
  readonly #options: WorkerSlotOptions;
  #worker: MediaWorker | undefined;
  /** Why it was killed. */
  #hang: Hang | undefined;
  #startedAtMs = 0;
  #history: WorkerHistory = { quickDeaths: 0 };
  #respawnTimer: NodeJS.Timeout | undefined;
  #probeTimer: NodeJS.Timeout | undefined;
  #starting: Promise<void> | undefined;
  #closed = false;

  constructor(options: WorkerSlotOptions) {
    this.#options = options;
  }

  /** The live worker, if there is one at the moment. */
  get worker(): MediaWorker | undefined {
    return this.#worker?.alive ? this.#worker : undefined;
  }

  /** The first start: what fails here fails the node. */
  start(): Promise<void> {
    this.#starting = this.#spawn();
    return this.#starting;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#respawnTimer);
    clearInterval(this.#probeTimer);
    await this.#starting?.catch(() => {});
    await this.#worker?.close();
  }

  async #spawn(): Promise<void> {
    const worker = await this.#options.spawn((died, cause) => this.#onDied(died, cause));
    this.#worker = worker;
    this.#hang = undefined;
    this.#startedAtMs = this.#options.clock.nowMs();
    if (this.#closed) {
      await worker.close();
      return;
    }
    this.#watch(worker);
    this.#options.onStarted(worker);
  }

  #watch(worker: MediaWorker): void {
    const watch = new HangWatch();
    clearInterval(this.#probeTimer);
    this.#probeTimer = setInterval(() => {
      const verdict = watch.tick(() => readProcessStat(worker.pid));
      if (verdict === "ask")
        void worker.probe().then(
          () => watch.answered(),
          () => {},
        );
      if (verdict === "ask" || verdict === "wait") return;
      this.#hang = verdict;
      this.#options.log.error(
        { slot: worker.slot, worker: worker.pid, hang: verdict },
        "media worker hangs, killing it",
      );
      clearInterval(this.#probeTimer);
      worker.kill();
    }, probeIntervalMs);
  }

  #onDied(worker: MediaWorker, exit: string): void {
    const cause = this.#hang ? `worker hung: ${this.#hang}` : exit;
    const livedMs = this.#options.clock.nowMs() - this.#startedAtMs;
    this.#options.log.error({ slot: worker.slot, worker: worker.pid, cause, livedMs }, "media worker died");
    clearInterval(this.#probeTimer);
    this.#worker = undefined;
    this.#options.onDied(worker, cause);
    this.#respawn(livedMs);
  }

  #respawn(livedMs: number): void {
    if (this.#closed) return;
    const { history, delayMs } = afterWorkerDeath(
      this.#history,
      livedMs,
      this.#options.othersLive(),
      this.#options.random,
    );
    this.#history = history;
    this.#respawnTimer = setTimeout(() => {
      this.#starting = this.#spawn().catch((error: unknown) => {
        this.#options.log.error(
          { cause: (error as Error).message },
          "media worker could not be replaced, trying again",
        );
        this.#respawn(0);
      });
    }, delayMs);
  }
}
