// What clients can receive differs by browser, not by person: sessions that say the same share one copy. Decoded,
// they are some hundred objects and strings.

import { holdfast as wire } from "../../proto/generated/cluster.js";

type Capabilities = wire.RtpCapabilities.$Shape;

/** Far more than there are browsers in use; a stranger's inventions push each other out. */
const maxKept = 256;

export class SharedCapabilities {
  readonly #byBytes = new Map<string, Capabilities>();

  get size(): number {
    return this.#byBytes.size;
  }

  /** The same, or what is equal to it and was there before. */
  of(capabilities: Capabilities): Capabilities {
    const key = Buffer.from(wire.RtpCapabilities.encode(capabilities).finish()).toString("latin1");
    const shared = this.#byBytes.get(key) ?? capabilities;
    this.#byBytes.delete(key); // a Map keeps insertion order: it moves to the young end
    this.#byBytes.set(key, shared);
    if (this.#byBytes.size > maxKept) this.#byBytes.delete(this.#byBytes.keys().next().value!);
    return shared;
  }
}
