// Map and Set for entries that come and go, in objects that live for long: requests under way, sessions, queues.
//
// V8 keeps the entries of a Map in a table. When deleted ones have filled it, the Map goes on with a new table, and the old
// one points to the new, for iterators that are still on it. Young objects are collected without looking at whether the
// old ones that point to them are still in use. So once a table has grown old, all that follow live on, one through
// the other, and with them whatever was in one when it was left: every request, its answer, all that these point to.
// They are copied, copied again, and wait for the collection of everything: a seventh of what a replica allocates, nearly
// all of what a loop does that sets and deletes.
//
// These begin with a new Map now and then, to which no old table points.

/** Held on to: sfu/quicken-mediasoup.ts puts ChurnMap in its place for a moment. */
const BuiltInMap = globalThis.Map;

/** As many deletions as are not worth a new table. */
const fewDeletions = 8;
/** To copy more stops the process for milliseconds; and what is in so large a map has mostly grown old by itself. */
const manyEntries = 16_000;

/** As a Map; what is set while it is iterated over may not be visited. */
export class ChurnMap<Key, Value> implements Map<Key, Value> {
  #table = new BuiltInMap<Key, Value>();
  #deletions = 0;

  get size(): number {
    return this.#table.size;
  }

  get [Symbol.toStringTag](): string {
    return "ChurnMap";
  }

  get(key: Key): Value | undefined {
    return this.#table.get(key);
  }

  has(key: Key): boolean {
    return this.#table.has(key);
  }

  set(key: Key, value: Value): this {
    this.#table.set(key, value);
    return this;
  }

  delete(key: Key): boolean {
    const deleted = this.#table.delete(key);
    if (deleted) this.#deletions++;
    const { size } = this.#table;
    if (size <= manyEntries && this.#deletions > fewDeletions + size) this.#begin(this.#table);
    return deleted;
  }

  clear(): void {
    this.#begin([]);
  }

  *keys(): MapIterator<Key> {
    const table = this.#table;
    for (const key of table.keys()) if (table === this.#table || this.#table.has(key)) yield key;
  }

  *values(): MapIterator<Value> {
    for (const key of this.keys()) yield this.#table.get(key)!;
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const key of this.keys()) yield [key, this.#table.get(key)!];
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(callback: (value: Value, key: Key, map: Map<Key, Value>) => void, thisArg?: unknown): void {
    for (const [key, value] of this.entries()) callback.call(thisArg, value, key, this);
  }

  #begin(entries: Iterable<[Key, Value]>): void {
    this.#table = new BuiltInMap(entries);
    this.#deletions = 0;
  }
}

/** As a Set; what is added while it is iterated over may not be visited. */
export class ChurnSet<Value> implements Set<Value> {
  readonly #entries = new ChurnMap<Value, undefined>();

  constructor(values: Iterable<Value> = []) {
    for (const value of values) this.add(value);
  }

  get size(): number {
    return this.#entries.size;
  }

  get [Symbol.toStringTag](): string {
    return "ChurnSet";
  }

  has(value: Value): boolean {
    return this.#entries.has(value);
  }

  add(value: Value): this {
    this.#entries.set(value, undefined);
    return this;
  }

  delete(value: Value): boolean {
    return this.#entries.delete(value);
  }

  clear(): void {
    this.#entries.clear();
  }

  keys(): SetIterator<Value> {
    return this.#entries.keys();
  }

  values(): SetIterator<Value> {
    return this.#entries.keys();
  }

  *entries(): SetIterator<[Value, Value]> {
    for (const value of this.values()) yield [value, value];
  }

  [Symbol.iterator](): SetIterator<Value> {
    return this.values();
  }

  forEach(callback: (value: Value, same: Value, set: Set<Value>) => void, thisArg?: unknown): void {
    for (const value of this.values()) callback.call(thisArg, value, value, this);
  }
}
