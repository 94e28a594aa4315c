import type { Event } from "../messages.ts";

/** Events that a path keeps: some seconds of a busy room. The event objects are shared by all paths. */
export const keptEvents = 256;

export interface NumberedEvent {
  seq: number;
  event: Event;
}

/** Counts a path's events from 1, without holes, and keeps the last of them for a replica that takes the path over. */
export class PathEvents {
  readonly #kept: NumberedEvent[] = [];
  readonly #size: number;
  #last = 0;

  constructor(size = keptEvents) {
    this.#size = size;
  }

  /** Number of the last event; 0 = none yet. */
  get last(): number {
    return this.#last;
  }

  add(event: Event): NumberedEvent {
    const numbered = { seq: ++this.#last, event };
    this.#kept[this.#last % this.#size] = numbered;
    return numbered;
  }

  /** What came after that one, in order; undefined when not all of it is kept, or when that one never was. */
  after(seq: number): NumberedEvent[] | undefined {
    const missed = this.#last - seq;
    if (missed < 0 || missed > this.#size) return undefined;
    return Array.from({ length: missed }, (_, i) => this.#kept[(seq + 1 + i) % this.#size]!);
  }
}
