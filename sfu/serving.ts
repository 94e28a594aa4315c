import type { Clock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { HoldfastError } from "../proto/errors.ts";
import type { ServingTold, SetServing } from "./messages.ts";
import {
  describeServing,
  initialServing,
  nextServing,
  type RoomCount,
  type ServingEvent,
  servingNames,
  type ServingState,
} from "./serving-state.ts";

export const maxDrainTimeoutMs = 24 * 60 * 60_000;

export interface ServingOptions {
  clock: Clock;
  log: Logger;
  rooms(): RoomCount;
}

/** Whether the node takes new rooms. It only tells: choosing nodes and moving rooms is the replicas' work. */
export class Serving {
  readonly #options: ServingOptions;
  #state: ServingState = initialServing;
  /** The process ends after this drain: nobody may cancel it. */
  #leaving: PromiseWithResolvers<void> | undefined;

  constructor(options: ServingOptions) {
    this.#options = options;
  }

  /** @throws HoldfastError bad_request, shutting_down */
  set({ state = 0, drainTimeoutMs }: SetServing): void {
    if (this.#leaving) throw new HoldfastError("shutting_down", "the node drains, and ends then");
    this.#apply(readEvent(state ?? 0, drainTimeoutMs ?? 0));
  }

  /** Drains for good; resolves when no room is left or the time is up. Idempotent. */
  leave(timeoutMs: number): Promise<void> {
    if (!this.#leaving) {
      this.#leaving = Promise.withResolvers();
      this.#apply({ type: "drain", asker: "sigterm", timeoutMs });
    }
    return this.#leaving.promise;
  }

  describe(): ServingTold {
    return describeServing(this.#state, this.#options.rooms(), this.#options.clock.nowMs());
  }

  /** Call at every beat. */
  look(): void {
    this.#apply({ type: "timePassed" });
  }

  #apply(event: ServingEvent): void {
    const { clock, log, rooms } = this.#options;
    const before = this.#state;
    const count = rooms();
    this.#state = nextServing(before, event, count, clock.nowMs());
    const { name, why } = this.#state;
    if (name !== before.name || why !== before.why)
      log.info({ serving: name, why, rooms: count.held }, "serving state");
    if (name !== "draining") this.#leaving?.resolve();
  }
}

function readEvent(state: number, timeoutMs: number): ServingEvent {
  switch (servingNames[state]) {
    case "serving":
      return { type: "serve" };
    case "cordoned":
      return { type: "cordon" };
    case "draining":
      if (!(timeoutMs > 0 && timeoutMs <= maxDrainTimeoutMs))
        throw new HoldfastError("bad_request", `drain_timeout_ms must be above 0 and at most ${maxDrainTimeoutMs}`);
      return { type: "drain", asker: "api", timeoutMs };
    default:
      throw new HoldfastError("bad_request", "state is not known");
  }
}
