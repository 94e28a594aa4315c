/** What happened, as a hash that tells two runs apart and, on wish, as lines. */
export class Trace {
  readonly lines: string[] = [];
  readonly #keep: boolean;
  readonly #nowMs: () => number;
  #hash = 0x811c9dc5;
  #count = 0;

  constructor(nowMs: () => number, keep: boolean) {
    this.#nowMs = nowMs;
    this.#keep = keep;
  }

  add(text: string): void {
    const line = `${this.#nowMs().toFixed(1)} ${text}`;
    for (let i = 0; i < line.length; i++) this.#hash = Math.imul(this.#hash ^ line.charCodeAt(i), 0x01000193);
    this.#count++;
    if (this.#keep) this.lines.push(line);
  }

  /** FNV-1a, and how many lines it is of. */
  get hash(): string {
    return `${(this.#hash >>> 0).toString(16).padStart(8, "0")}-${this.#count}`;
  }
}
