/**
 * A map of the entries that were set or got last: of the last half of `max` at least, and of `max` at most. In two parts,
 * the older of which goes as a whole: what is used all the time stays where it is, and nothing is deleted one by one.
 */
export class RecentMap<Key, Value> {
  #recent = new Map<Key, Value>();
  #before = new Map<Key, Value>();
  readonly #half: number;

  constructor(max: number) {
    this.#half = Math.floor(max / 2);
  }

  get size(): number {
    let size = this.#recent.size;
    for (const key of this.#before.keys()) if (!this.#recent.has(key)) size++;
    return size;
  }

  get(key: Key): Value | undefined {
    const recent = this.#recent.get(key);
    if (recent !== undefined) return recent;
    const before = this.#before.get(key);
    if (before !== undefined) this.set(key, before);
    return before;
  }

  set(key: Key, value: Value): void {
    if (this.#half === 0) return;
    if (this.#recent.size >= this.#half && !this.#recent.has(key)) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, value);
  }
}
