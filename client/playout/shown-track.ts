// One remote track: the consumer that is shown, and the one of a newer path that waits for its turn. change-over.ts
// decides when that is.

import { decideChangeOver } from "./change-over.ts";
import { Deliveries } from "./deliveries.ts";
import { clockCorrectionMs, correctionBySequence } from "./capture-clocks.ts";
import { heldMs, holdBack, holdFromStart, releaseHold } from "./hold-back.ts";
import { type BufferReading, meanBetween, readBuffer } from "./jitter-buffer.ts";
import type { MediaTime, ReadMediaTime } from "./media-time.ts";
import type { Received } from "../connections/receive-side.ts";
import { sleep } from "../sleep.ts";

export interface ChangeOverMoment {
  /** Whether the path that is shown goes on for now. */
  shownGoesOn: boolean;
  /** The page is not in time just now. */
  late: boolean;
}

/** Some frames must come in between two readings of a jitter buffer. */
const readingMs = 350;
const agreeMs = 10;
/** While a change-over may take; a muted track waits for its media much longer. */
const looks = 25;

export class ShownTrack {
  #shown: Received;
  #newest: Received;
  #waitsSinceMs = 0;
  /** One of the two is being brought in step with the other. */
  #holding = false;
  #onShown = new Deliveries();
  #onNewest = new Deliveries();
  /** How long the jitter buffer of what is shown holds back, as a newer path is to begin with. */
  #held: Promise<number | undefined> | undefined;
  /** What makes the newer path's capture times those of the older one's clock; undefined before it is known. */
  #clockMs: number | undefined;
  #lastCorrectionMs: number | undefined;

  constructor(received: Received) {
    this.#shown = this.#newest = received;
  }

  get shown(): Received {
    return this.#shown;
  }

  get newest(): Received {
    return this.#newest;
  }

  get changing(): boolean {
    return this.#shown !== this.#newest;
  }

  /** A newer path is coming while this one goes on: looks how much delay it will have to begin with. */
  expectNewer(): void {
    this.#held = heldMs(this.#shown.consumer).catch(() => undefined);
  }

  /** The newer path's consumer, before any media has come on it. */
  wait(received: Received, nowMs: number, shownGoesOn: boolean): void {
    this.#newest = received;
    this.#waitsSinceMs = nowMs;
    this.#holding = false;
    this.#onShown = new Deliveries();
    this.#onNewest = new Deliveries();
    this.#clockMs = this.#lastCorrectionMs = undefined;
    if (shownGoesOn) void this.#bringInStep(received);
    else this.#clockMs = 0;
  }

  async #bringInStep(received: Received): Promise<void> {
    const isOver = (): boolean => this.#newest !== received || !this.changing;
    const heldByShownMs = await this.#held;
    if (isOver()) return;
    if (heldByShownMs !== undefined && !this.#onNewest.newest) holdFromStart(received.consumer, heldByShownMs);
    if (received.consumer.kind !== "video") this.#clockMs = 0;
    for (let look = 0; look < looks && received.consumer.kind === "video" && !isOver(); look++) {
      // A receiver that is closed has no statistics.
      await this.#compareClocks().catch(() => sleep(readingMs));
    }
    this.#clockMs ??= 0;
  }

  showNewest(): void {
    this.#shown = this.#newest;
    this.#held = undefined;
    void releaseHold(this.#shown.consumer);
  }

  /** Of a path that is lost, what it shows is its last: that is not read. */
  read(readTime: ReadMediaTime, shownGoesOn: boolean): { shown: MediaTime | undefined; newest: MediaTime | undefined } {
    const newest = readTime(this.#newest.consumer);
    if (!this.changing) return { shown: newest, newest };
    this.#onNewest.note(newest);
    const shown = shownGoesOn ? readTime(this.#shown.consumer) : undefined;
    if (shownGoesOn) this.#onShown.note(shown);
    return { shown, newest };
  }

  /** Whether now is the moment to show the newest. Holds back a path that is ahead. */
  mayChange({ shownGoesOn, late }: ChangeOverMoment, nowMs: number): boolean {
    const [shown, newest] = [this.#onShown, this.#onNewest];
    const clockMs = this.#clockMs ?? 0;
    const isVideo = this.#shown.consumer.kind === "video";
    const decision = decideChangeOver({
      shown: shown.newest,
      newest: onClock(newest.newest, clockMs),
      aheadMs: newest.aheadOfMs(shown, clockMs),
      ...(isVideo ? pace(shown, newest) : {}),
      shownGoesOn,
      unsteady: late || this.#clockMs === undefined || (isVideo && !(shown.steady && newest.steady)),
      nowMs,
      sinceMs: this.#waitsSinceMs,
    });
    if (decision.do === "hold back" && this.#clockMs !== undefined && !this.#holding)
      this.#holdBack(decision.path, decision.byMs);
    return decision.do === "change";
  }

  async #compareClocks(): Promise<void> {
    const before = await this.#readBuffers();
    await sleep(readingMs);
    const after = await this.#readBuffers();
    const { capturesMs, intervalMs } = this.#onShown;
    const bySequenceMs =
      intervalMs === undefined ? undefined : correctionBySequence(capturesMs, this.#onNewest.capturesMs, intervalMs);
    if (bySequenceMs !== undefined) return void (this.#clockMs = bySequenceMs);
    const clockless = this.#onNewest.newest !== undefined && this.#onNewest.newest.captureMs === undefined;
    if (!before || !after || clockless) return void (this.#clockMs = 0);
    const [shownMs, newestMs] = after.map((reading, index) => meanBetween(before[index]!, reading, "delaySeconds"));
    const [shownDelayMs, newestDelayMs] = [this.#onShown.delayMs, this.#onNewest.delayMs];
    if (shownMs === undefined || newestMs === undefined) return;
    if (shownDelayMs === undefined || newestDelayMs === undefined) return;
    const correctionMs = clockCorrectionMs({
      byCaptureMs: shownDelayMs - newestDelayMs,
      byBuffersMs: shownMs - newestMs,
      byDistanceMs: (after[0]!.rttMs ?? 0) - (after[1]!.rttMs ?? 0),
    });
    this.#noteCorrection(correctionMs);
  }

  /** A stall of the machine can look like another clock for once: that there is one, two comparisons must say. */
  #noteCorrection(correctionMs: number): void {
    const nothingWrong = correctionMs === 0 && this.#clockMs === undefined;
    const saidBefore = Math.abs(correctionMs - (this.#lastCorrectionMs ?? Number.POSITIVE_INFINITY)) <= agreeMs;
    this.#lastCorrectionMs = correctionMs;
    if (nothingWrong || saidBefore) this.#clockMs = correctionMs;
  }

  async #readBuffers(): Promise<BufferReading[] | undefined> {
    const receivers = [this.#shown, this.#newest].map(({ consumer }) => consumer.rtpReceiver);
    if (!receivers.every((receiver) => receiver !== undefined)) return undefined;
    return Promise.all(receivers.map(readBuffer));
  }

  #holdBack(path: "shown" | "newest", byMs: number): void {
    this.#holding = true;
    const { newest } = this;
    void holdBack((path === "shown" ? this.#shown : newest).consumer, byMs, path === "shown")
      .catch(() => {})
      .then(() => {
        if (this.#newest !== newest) return;
        this.#holding = false;
        this.#onShown.forget();
        this.#onNewest.forget();
      });
  }
}

function onClock(time: MediaTime | undefined, correctionMs: number): MediaTime | undefined {
  return time?.captureMs === undefined ? time : { ...time, captureMs: time.captureMs + correctionMs };
}

function pace(one: Deliveries, other: Deliveries): { intervalMs: number | undefined; nextDueMs: number | undefined } {
  const due = [one.nextDueMs, other.nextDueMs].filter((dueMs) => dueMs !== undefined);
  return { intervalMs: one.intervalMs, nextDueMs: due.length === 2 ? Math.min(...due) : undefined };
}
