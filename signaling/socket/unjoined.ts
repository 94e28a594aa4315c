// Sockets that have not joined, by who opened them: a thousand that never will are to take nobody's place.

import type { AddressGroup } from "../address-groups.ts";

export class Unjoined {
  readonly #maxPerGroup: number;
  readonly #counts = new Map<string, number>();

  constructor(maxPerGroup: number) {
    this.#maxPerGroup = maxPerGroup;
  }

  /** Counts one more until `release`, which may be called again; undefined when there are too many. */
  admit(groups: readonly AddressGroup[]): (() => void) | undefined {
    if (groups.some(({ key, share }) => (this.#counts.get(key) ?? 0) >= this.#maxPerGroup * share)) return undefined;
    for (const { key } of groups) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      for (const { key } of groups) {
        const left = (this.#counts.get(key) ?? 1) - 1;
        if (left > 0) this.#counts.set(key, left);
        else this.#counts.delete(key);
      }
    };
  }
}
