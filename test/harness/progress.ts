/** One line on a terminal that is written over; on anything else nothing but the lines that stay. */
export class Progress {
  readonly #nowMs: () => number;
  readonly #startedAtMs: number;
  readonly #live = process.stderr.isTTY;

  constructor(nowMs = () => performance.now()) {
    this.#nowMs = nowMs;
    this.#startedAtMs = nowMs();
  }

  show(text: string): void {
    if (this.#live) process.stderr.write(`\r\x1b[2K${this.#seconds()} ${text}`);
  }

  note(text: string): void {
    if (this.#live) process.stderr.write("\r\x1b[2K");
    process.stderr.write(`${this.#seconds()} ${text}\n`);
  }

  done(): void {
    if (this.#live) process.stderr.write("\r\x1b[2K");
  }

  #seconds(): string {
    return `${((this.#nowMs() - this.#startedAtMs) / 1000).toFixed(0).padStart(4)} s`;
  }
}
