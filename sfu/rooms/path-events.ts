/** Events that a path keeps: some seconds of a busy room, and no more than this of large ones. Their bytes are shared by all paths. */
export const keptEvents = 256;
const keptBytes = 256 * 1024;

export interface NumberedEvent {
  seq: number;
  /** Encoded. */
  event: Uint8Array;
}

/** Counts a path's events from 1, without holes, and keeps the last of them for a replica that takes the path over. */
export class PathEvents {
  readonly #kept: NumberedEvent[] = [];
  readonly #size: number;
  #last = 0;
  /** The oldest that is kept. */
  #first = 1;
  #bytes = 0;

  constructor(size = keptEvents) {
    this.#size = size;
  }

  /** Number of the last event; 0 = none yet. */
  get last(): number {
    return this.#last;
  }

  add(event: Uint8Array): NumberedEvent {
    const numbered = { seq: ++this.#last, event };
    this.#bytes += event.byteLength;
    while (this.#last - this.#first >= this.#size || (this.#bytes > keptBytes && this.#first < this.#last)) {
      this.#bytes -= this.#kept[this.#first % this.#size]!.event.byteLength;
      this.#first++;
    }
    this.#kept[this.#last % this.#size] = numbered;
    return numbered;
  }

  /** What came after that one, in order; undefined when not all of it is kept, or when that one never was. */
  after(seq: number): NumberedEvent[] | undefined {
    if (seq > this.#last || seq + 1 < this.#first) return undefined;
    return Array.from({ length: this.#last - seq }, (_, i) => this.#kept[(seq + 1 + i) % this.#size]!);
  }
}
