// One timer for everything that has a deadline. Almost all of it is over before, so that each costs a place in a set,
// not a timer that is made and thrown away.

export interface Expiring {
  /** By `performance.now()`. May move to a later time at any moment; never to an earlier one. */
  readonly deadlineMs: number;
  /** The deadline has passed. It is no longer waited for by then. */
  expire(): void;
}

/** Between two looks at what is left, so that a thousand deadlines within a second are no thousand looks at all. */
const lookAgainMs = 10;

export class Deadlines<Kind extends Expiring = Expiring> {
  readonly #waiting = new Set<Kind>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer fires. */
  #nextLookMs = Infinity;

  get size(): number {
    return this.#waiting.size;
  }

  /** Everything that is waited for. */
  [Symbol.iterator](): IterableIterator<Kind> {
    return this.#waiting.values();
  }

  add(expiring: Kind): void {
    this.#waiting.add(expiring);
    if (expiring.deadlineMs < this.#nextLookMs) this.#lookAt(expiring.deadlineMs);
  }

  /** The timer stays, for those that come next: it looks in vain once, and then no more. */
  delete(expiring: Kind): void {
    this.#waiting.delete(expiring);
  }

  #lookAt(timeMs: number): void {
    clearTimeout(this.#timer);
    this.#nextLookMs = timeMs;
    this.#timer = setTimeout(() => this.#look(), Math.max(0, Math.ceil(timeMs - performance.now())));
    // A process whose sockets are closed is not to go on for that; browsers know no such thing.
    if (typeof this.#timer === "object") this.#timer.unref();
  }

  #look(): void {
    this.#nextLookMs = Infinity;
    const nowMs = performance.now();
    const overdue: Kind[] = [];
    let nextMs = Infinity;
    for (const expiring of this.#waiting) {
      if (expiring.deadlineMs <= nowMs) overdue.push(expiring);
      else nextMs = Math.min(nextMs, expiring.deadlineMs);
    }
    for (const expiring of overdue) this.#waiting.delete(expiring);
    if (nextMs < Infinity) this.#lookAt(Math.max(nextMs, nowMs + lookAgainMs));
    for (const expiring of overdue) expiring.expire();
  }
}
