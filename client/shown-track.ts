// One remote track: the consumer that is shown, and the one of a newer path that waits for its turn. change-over.ts
// decides when that is.

import { decideChangeOver } from "./change-over.ts";
import { Deliveries } from "./deliveries.ts";
import { heldMs, holdBack, holdFromStart, releaseHold } from "./hold-back.ts";
import type { MediaTime, ReadMediaTime } from "./media-time.ts";
import type { Received } from "./receive-side.ts";

export interface ChangeOverMoment {
  /** Whether the path that is shown goes on for now. */
  shownGoesOn: boolean;
  /** The page is not in time just now. */
  late: boolean;
}

export class ShownTrack {
  #shown: Received;
  #newest: Received;
  #waitsSinceMs = 0;
  /** One of the two is being brought in step with the other. */
  #holding = false;
  #onShown = new Deliveries();
  #onNewest = new Deliveries();
  /** How long the jitter buffer of what is shown holds back, as a newer path is to begin with. */
  #heldMs: number | undefined;

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
    const { consumer } = this.#shown;
    this.#heldMs = undefined;
    heldMs(consumer).then(
      (held) => {
        if (this.#shown.consumer === consumer) this.#heldMs = held;
      },
      () => {},
    );
  }

  /** The newer path's consumer, before any media has come on it. */
  wait(received: Received, nowMs: number): void {
    this.#newest = received;
    this.#waitsSinceMs = nowMs;
    this.#holding = false;
    this.#onShown = new Deliveries();
    this.#onNewest = new Deliveries();
    if (this.#heldMs !== undefined) holdFromStart(received.consumer, this.#heldMs);
  }

  showNewest(): void {
    this.#shown = this.#newest;
    this.#heldMs = undefined;
    releaseHold(this.#shown.consumer);
  }

  read(readTime: ReadMediaTime): { shown: MediaTime | undefined; newest: MediaTime | undefined } {
    const newest = readTime(this.#newest.consumer);
    const shown = this.changing ? readTime(this.#shown.consumer) : newest;
    if (this.changing) {
      this.#onShown.note(shown);
      this.#onNewest.note(newest);
    }
    return { shown, newest };
  }

  /** Whether now is the moment to show the newest. Holds back a path that is ahead. */
  mayChange({ shownGoesOn, late }: ChangeOverMoment, nowMs: number): boolean {
    const [shown, newest] = [this.#onShown, this.#onNewest];
    const decision = decideChangeOver({
      shown: shown.newest,
      newest: newest.newest,
      aheadMs: shown.delayMs === undefined || newest.delayMs === undefined ? undefined : shown.delayMs - newest.delayMs,
      ...(this.#shown.consumer.kind === "video" ? pace(shown, newest) : {}),
      shownGoesOn,
      late,
      nowMs,
      sinceMs: this.#waitsSinceMs,
    });
    if (decision.do === "hold back" && !this.#holding) this.#holdBack(decision.path, decision.byMs);
    return decision.do === "change";
  }

  #holdBack(path: "shown" | "newest", byMs: number): void {
    this.#holding = true;
    const { newest } = this;
    void holdBack((path === "shown" ? this.#shown : newest).consumer, byMs)
      .catch(() => {})
      .then(() => {
        if (this.#newest !== newest) return;
        this.#holding = false;
        this.#onShown.forget();
        this.#onNewest.forget();
      });
  }
}

function pace(one: Deliveries, other: Deliveries): { intervalMs: number | undefined; nextDueMs: number | undefined } {
  const due = [one.nextDueMs, other.nextDueMs].filter((dueMs) => dueMs !== undefined);
  return { intervalMs: one.intervalMs, nextDueMs: due.length === 2 ? Math.min(...due) : undefined };
}
