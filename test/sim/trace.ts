/** What happened, as a hash that tells two runs apart and, on wish, as lines. */
export class Trace {
  readonly lines: string[] = [];
  /** Lines are kept, not only counted in. */
  readonly kept: boolean;
  readonly #nowMs: () => number;
  #hash = 0x811c9dc5;
  #count = 0;

  constructor(nowMs: () => number, kept: boolean) {
    this.#nowMs = nowMs;
    this.kept = kept;
  }

  add(text: string): void {
    const line = `${this.#nowMs().toFixed(1)} ${text}`;
    for (let i = 0; i < line.length; i++) this.#hash = Math.imul(this.#hash ^ line.charCodeAt(i), 0x01000193);
    this.#count++;
    if (this.kept) this.lines.push(line);
  }

  /** For people: no part of what tells runs apart. */
  note(text: string): void {
    if (this.kept) this.lines.push(`${this.#nowMs().toFixed(1)} ${text}`);
  }

  /** FNV-1a, and how many lines it is of. */
  get hash(): string {
    return `${(this.#hash >>> 0).toString(16).padStart(8, "0")}-${this.#count}`;
  }
}
