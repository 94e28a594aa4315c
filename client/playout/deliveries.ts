import type { MediaTime } from "./media-time.ts";

/** To tell the frames of two paths apart by when they were captured. */
const keepCaptures = 36;
/** Enough to see past one frame that came late, and to forget soon what was before a change of delay. */
const keep = 12;
const enough = 5;
const steadyShare = 0.35;

/** When the last frames of one path came, to tell from it when the next one is due. Pure but for what it remembers. */
export class Deliveries {
  readonly #recent: MediaTime[] = [];
  readonly #captures: number[] = [];

  note(time: MediaTime | undefined): void {
    if (!time || time.atMs === this.newest?.atMs) return;
    this.#recent.push(time);
    if (this.#recent.length > keep) this.#recent.shift();
    if (time.captureMs === undefined) return;
    this.#captures.push(time.captureMs);
    if (this.#captures.length > keepCaptures) this.#captures.shift();
  }

  /** The delay is about to become another one. */
  forget(): void {
    this.#recent.splice(0, this.#recent.length - 1);
  }

  /** When the last frames were captured, by this path; what the delay was in between does not matter. */
  get capturesMs(): readonly number[] {
    return this.#captures;
  }

  get newest(): MediaTime | undefined {
    return this.#recent.at(-1);
  }

  /** From capture to delivery, on the clocks of both ends: it only says something beside that of another path. */
  get delayMs(): number | undefined {
    return this.#median(
      this.#recent.flatMap(({ atMs, captureMs }) => (captureMs === undefined ? [] : [atMs - captureMs])),
    );
  }

  /** From one frame to the next. */
  get intervalMs(): number | undefined {
    const times = this.#recent.map(({ atMs, captureMs }) => captureMs ?? atMs);
    return this.#median(times.slice(1).map((time, index) => time - times[index]!));
  }

  /**
   * The last frame was captured when it should: where frames come in bursts, one is not told from the next so well.
   * Not before enough came to know when that is.
   */
  get steady(): boolean {
    const { intervalMs } = this;
    const [before, last] = this.#recent.slice(-2).map(({ atMs, captureMs }) => captureMs ?? atMs);
    if (intervalMs === undefined || before === undefined || last === undefined) return false;
    return Math.abs(last - before - intervalMs) <= steadyShare * intervalMs;
  }

  /** When the next frame is due: soon after one that came late. */
  get nextDueMs(): number | undefined {
    const { newest, intervalMs, delayMs } = this;
    if (!newest || intervalMs === undefined) return undefined;
    const onTimeMs = newest.captureMs === undefined || delayMs === undefined ? newest.atMs : newest.captureMs + delayMs;
    return Math.min(newest.atMs, onTimeMs) + intervalMs;
  }

  /**
   * How much sooner this path delivers a frame than the other one; undefined while that is not known. The correction is
   * what makes the capture times here those of the other's clock; it need only tell one frame from the next.
   */
  aheadOfMs(other: Deliveries, clockCorrectionMs: number): number | undefined {
    const { delayMs, intervalMs } = this;
    const otherDelayMs = other.delayMs;
    if (delayMs === undefined || otherDelayMs === undefined) return undefined;
    const nearMs = (intervalMs ?? 0) / 2;
    const sooner = this.#recent.flatMap(({ atMs, captureMs = 0 }) => {
      const isSame = (one: MediaTime): boolean =>
        Math.abs((one.captureMs ?? 0) - captureMs - clockCorrectionMs) < nearMs;
      const same = other.#recent.find(isSame);
      return same ? [same.atMs - atMs] : [];
    });
    return this.#median(sooner) ?? otherDelayMs - delayMs + clockCorrectionMs;
  }

  #median(values: number[]): number | undefined {
    if (values.length < enough - 1) return undefined;
    return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  }
}
