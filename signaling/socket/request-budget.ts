import type { Clock } from "../../base/clock.ts";

const requestsPerSecond = 100;
const burst = 300;

/** A token bucket for one connection's requests: generous to a person, closed to a loop. */
export class RequestBudget {
  readonly #clock: Clock;
  #tokens = burst;
  #filledAtMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#filledAtMs = clock.nowMs();
  }

  /** Whether one more request is within the budget. */
  take(): boolean {
    const nowMs = this.#clock.nowMs();
    this.#tokens = Math.min(burst, this.#tokens + ((nowMs - this.#filledAtMs) / 1_000) * requestsPerSecond);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
