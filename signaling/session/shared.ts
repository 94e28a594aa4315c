// What sessions have in common is kept once: what clients can receive differs by browser, and what they may do by role,
// not by person.

import { RecentMap } from "../../base/recent-map.ts";

/** Far more than there are browsers or roles in use; a stranger's inventions push each other out. */
const maxKept = 256;

export class Shared<Value> {
  readonly #keyOf: (value: Value) => string;
  readonly #copy: (value: Value) => Value;
  readonly #byKey = new RecentMap<string, Value>(maxKept);

  /** Values of one key are equal. `copy`: of what is not to be kept itself. */
  constructor(keyOf: (value: Value) => string, copy = (value: Value): Value => value) {
    this.#keyOf = keyOf;
    this.#copy = copy;
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** The same, or what is equal to it and was there before. */
  of(value: Value): Value {
    const key = this.#keyOf(value);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const kept = this.#copy(value);
    this.#byKey.set(key, kept);
    return kept;
  }
}

/** Bytes, such as a part of a frame that is not to be held on to for their sake. */
export const sharedBytes = (): Shared<Uint8Array> =>
  new Shared<Uint8Array>(
    ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength).toString("latin1"),
    (bytes) => Uint8Array.from(bytes),
  );
