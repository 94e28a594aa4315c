// How much one caller may ask of the HTTP API: by API key, or by address while nobody knows who it is.

import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { HoldfastError } from "../../proto/errors.ts";

export class RequestLimits {
  readonly #limiter: BurstyRateLimiter;

  constructor({
    httpRequestsPerSecond,
    httpRequestBurst,
  }: {
    httpRequestsPerSecond: number;
    httpRequestBurst: number;
  }) {
    this.#limiter = new BurstyRateLimiter(
      new RateLimiterMemory({ points: httpRequestsPerSecond, duration: 1 }),
      new RateLimiterMemory({
        keyPrefix: "burst",
        points: httpRequestBurst,
        duration: Math.ceil(httpRequestBurst / httpRequestsPerSecond),
      }),
    );
  }

  /** @throws HoldfastError too_many_requests */
  async take(caller: string): Promise<void> {
    try {
      await this.#limiter.consume(caller);
    } catch (thrown) {
      if (thrown instanceof RateLimiterRes) throw new HoldfastError("too_many_requests");
      throw thrown;
    }
  }
}
