// Collects what becomes ready while other work of the same kind is still under way, and hands it on in one piece when
// nothing is: several tracks, one request.

export class Batch<Item> {
  readonly #flush: (items: Item[]) => void;
  #ready: Item[] = [];
  #pending = 0;

  constructor(flush: (items: Item[]) => void) {
    this.#flush = flush;
  }

  get pending(): number {
    return this.#pending;
  }

  begin(): void {
    this.#pending++;
  }

  /** One that was begun is ready, or (without an item) came to nothing. */
  end(item?: Item): void {
    this.#pending--;
    if (item !== undefined) this.#ready.push(item);
    this.flushIfIdle();
  }

  flushIfIdle(): void {
    if (this.#pending > 0) return;
    const items = this.#ready;
    this.#ready = [];
    this.#flush(items);
  }
}
