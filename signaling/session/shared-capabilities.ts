// What clients can receive differs by browser, not by person: sessions that say the same share one copy.

import { RecentMap } from "../../base/recent-map.ts";

/** Far more than there are browsers in use; a stranger's inventions push each other out. */
const maxKept = 256;

export class SharedCapabilities {
  readonly #byText = new RecentMap<string, Uint8Array>(maxKept);

  get size(): number {
    return this.#byText.size;
  }

  /** The same bytes, if need be those that were here before. They hold on to no frame that they came in. */
  of(encoded: Uint8Array): Uint8Array {
    const text = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength).toString("latin1");
    const known = this.#byText.get(text);
    if (known) return known;
    const shared = Uint8Array.from(encoded);
    this.#byText.set(text, shared);
    return shared;
  }
}
