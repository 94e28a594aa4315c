/** Runs tasks of one key one after another, in the order given; tasks of different keys side by side. */
export class KeyedQueue<Key> {
  readonly #tails = new Map<Key, Promise<unknown>>();

  /** Resolves or rejects with the task's own outcome. A failed task does not hold up the next one. */
  run<T>(key: Key, task: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const outcome = before.then(task, task);
    const tail: Promise<void> = outcome.then(
      () => this.#forget(key, tail),
      () => this.#forget(key, tail),
    );
    this.#tails.set(key, tail);
    return outcome;
  }

  /** Keys with a task running or waiting. */
  get size(): number {
    return this.#tails.size;
  }

  #forget(key: Key, tail: Promise<unknown>): void {
    if (this.#tails.get(key) === tail) this.#tails.delete(key);
  }
}
