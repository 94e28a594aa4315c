// Time that passes only when nobody has anything left to do. While it is installed, every timer and clock of this process
// is a virtual one, so what ships runs here unchanged; between two events, all promises are run to their end.

interface Entry {
  atMs: number;
  order: number;
  run: (() => void) | undefined;
}

/** What setTimeout returns; as much of NodeJS.Timeout as is used. */
class Timer {
  entry: Entry | undefined;
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
  now: performance.now.bind(performance),
  dateNow: Date.now,
  random: Math.random,
};

/** The wall clock of an arbitrary day. */
const epochMs = Date.UTC(2026, 0, 1);

/** Real milliseconds: how long a run takes is the only thing that is measured with it. */
export const realNowMs = (): number => real.now();

export class VirtualTime {
  #nowMs = 0;
  #order = 0;
  readonly #heap: Entry[] = [];
  /** Events run so far. */
  events = 0;

  get nowMs(): number {
    return this.#nowMs;
  }

  at(atMs: number, run: () => void): Entry {
    const entry: Entry = { atMs: Math.max(atMs, this.#nowMs), order: this.#order++, run };
    this.#push(entry);
    return entry;
  }

  after(waitMs: number, run: () => void): Entry {
    return this.at(this.#nowMs + waitMs, run);
  }

  cancel(entry: Entry | undefined): void {
    if (entry) entry.run = undefined;
  }

  /** Runs what is due until then. */
  async runUntil(untilMs: number): Promise<void> {
    await settled();
    for (;;) {
      const next = this.#heap[0];
      if (!next || next.atMs > untilMs) break;
      this.#pop();
      const { run } = next;
      if (!run) continue;
      next.run = undefined;
      this.#nowMs = next.atMs;
      this.events++;
      run();
      await settled();
    }
    this.#nowMs = untilMs;
  }

  /** Replaces the process's clocks and timers. Returns what puts the real ones back. */
  install(random: () => number): () => void {
    const setTimer = (run: (...args: unknown[]) => void, waitMs = 0, ...args: unknown[]): Timer => {
      const timer = new Timer();
      // As in Node: at least one millisecond.
      timer.entry = this.after(Math.max(1, waitMs), () => run(...args));
      return timer;
    };
    const setEvery = (run: () => void, everyMs: number): Timer => {
      const timer = new Timer();
      const tick = (): void => {
        timer.entry = this.after(Math.max(1, everyMs), tick);
        run();
      };
      timer.entry = this.after(Math.max(1, everyMs), tick);
      return timer;
    };
    const setSoon = (run: (...args: unknown[]) => void, ...args: unknown[]): Timer => {
      const timer = new Timer();
      timer.entry = this.after(0, () => run(...args));
      return timer;
    };
    const clear = (timer: Timer | undefined): void => this.cancel(timer?.entry);
    Object.assign(globalThis, {
      setTimeout: setTimer,
      clearTimeout: clear,
      setInterval: setEvery,
      clearInterval: clear,
      setImmediate: setSoon,
      clearImmediate: clear,
    });
    performance.now = () => this.#nowMs;
    Date.now = () => epochMs + Math.floor(this.#nowMs);
    Math.random = random;
    return () => {
      const { now, dateNow, random: realRandom, ...timers } = real;
      Object.assign(globalThis, timers);
      performance.now = now;
      Date.now = dateNow;
      Math.random = realRandom;
    };
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
  }
}

const before = (a: Entry, b: Entry): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

/** A real turn of the event loop: every promise that can go on has gone on by then. */
const settled = (): Promise<void> => new Promise((resolve) => void real.setImmediate(resolve));
