// How much one caller may ask of the HTTP API: by API key, or by address while nobody knows who it is.

import { HoldfastError } from "../../proto/errors.ts";
import { type AddressGroup, addressGroups } from "../address-groups.ts";
import { RateLimit } from "../rate-limit.ts";

export class RequestLimits {
  readonly #limit: RateLimit;

  constructor(config: { httpRequestsPerSecond: number; httpRequestBurst: number }) {
    this.#limit = new RateLimit({ perSecond: config.httpRequestsPerSecond, burst: config.httpRequestBurst });
  }

  /** @throws HoldfastError too_many_requests */
  takeOfKey(keyId: string): void {
    this.#take([{ key: `key:${keyId}`, share: 1 }]);
  }

  /** @throws HoldfastError too_many_requests */
  takeOfAddress(address: string): void {
    this.#take(addressGroups(address));
  }

  #take(groups: readonly AddressGroup[]): void {
    if (!this.#limit.take(groups)) throw new HoldfastError("too_many_requests");
  }
}
