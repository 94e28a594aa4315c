import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { SfuConfig } from "../config.ts";
import { chooseSlot, type SlotLoad } from "./choose-slot.ts";
import { MediaWorker } from "./media-worker.ts";
import { WorkerSlot } from "./worker-slot.ts";

export interface WorkerPoolOptions {
  config: SfuConfig;
  /** At which clients reach the workers. */
  addresses: readonly string[];
  clock: Clock;
  random: () => number;
  log: Logger;
  onWorkerDied(worker: MediaWorker, cause: string): void;
}

/** The node's workers, one per slot; a slot keeps its number and port whatever happens to its process. */
export class WorkerPool {
  readonly slots: readonly WorkerSlot[];
  #wakeWaiting = new Set<() => void>();
  /** By slot: what is being opened there, and no load shows yet. */
  readonly #opening = new Map<number, number>();
  #closed = false;

  private constructor(slots: readonly WorkerSlot[]) {
    this.slots = slots;
  }

  /** @throws ConfigError when any of the workers does not start; the others are ended again. */
  static async create({ config, addresses, clock, random, log, onWorkerDied }: WorkerPoolOptions): Promise<WorkerPool> {
    let pool: WorkerPool | undefined;
    const slots = Array.from(
      { length: config.workers },
      (_, slot) =>
        new WorkerSlot({
          clock,
          random,
          log,
          spawn: (onDied) =>
            MediaWorker.create({
              slot,
              rtcHosts: config.rtcHost,
              addresses,
              rtcPort: config.rtcPort + slot,
              log,
              onDied,
            }),
          onDied: onWorkerDied,
          onStarted: () => pool?.wake(),
          othersLive: () => (pool?.liveCount ?? 0) > 0,
        }),
    );
    pool = new WorkerPool(slots);
    const starts = await Promise.allSettled(slots.map((slot) => slot.start()));
    const failed = starts.find((start) => start.status === "rejected");
    if (failed) {
      await pool.close();
      throw failed.reason;
    }
    return pool;
  }

  get liveCount(): number {
    return this.slots.filter((slot) => slot.worker !== undefined).length;
  }

  /**
   * Opens a room on the worker that it should go to: at once when one is alive, otherwise when one has been respawned. The
   * slot counts it before anything is awaited: of many rooms that come together, each finds those before it.
   * @throws HoldfastError node_unavailable when none comes up in time, and what `open` throws.
   */
  async place<T>(
    loads: () => readonly SlotLoad[],
    waitMs: number,
    open: (worker: MediaWorker) => Promise<T>,
  ): Promise<T> {
    const deadline = AbortSignal.timeout(waitMs);
    for (;;) {
      const seen = loads().map((load) => ({ ...load, rooms: load.rooms + (this.#opening.get(load.slot) ?? 0) }));
      const chosen = chooseSlot(seen);
      const worker = chosen === undefined ? undefined : this.slots[chosen]?.worker;
      if (worker) {
        this.#opening.set(worker.slot, (this.#opening.get(worker.slot) ?? 0) + 1);
        try {
          return await open(worker);
        } finally {
          this.#opening.set(worker.slot, this.#opening.get(worker.slot)! - 1);
        }
      }
      if (deadline.aborted || this.#closed) throw new HoldfastError("node_unavailable", "no media worker is alive");
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#wakeWaiting.delete(wake);
          deadline.removeEventListener("abort", wake);
          resolve();
        };
        this.#wakeWaiting.add(wake);
        deadline.addEventListener("abort", wake);
      });
    }
  }

  wake(): void {
    for (const wake of this.#wakeWaiting) wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.wake();
    await Promise.all(this.slots.map((slot) => slot.close()));
  }
}
