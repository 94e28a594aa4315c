// What this client can testify of its node: whether the media that should arrive does. A server that no longer hears
// from a node asks its clients; and a client tells unasked, long before the browser's own timers would (Chromium calls
// a peer connection disconnected after 5 s).

export type MediaState = "alive" | "stopped" | "unknown";

export interface TrackLook {
  trackId: string;
  /** Time of the last media on `performance.now()`'s epoch-based clock (RTCRtpSynchronizationSource.timestamp). */
  lastMediaMs: number | undefined;
  /** What is shown comes on the path that carries the call; otherwise still on the one before it. */
  onActivePath: boolean;
}

export interface MediaFinding {
  state: MediaState;
  /** Since when nothing arrived; 0 unless stopped. */
  silentMs: number;
}

/** Several frames, and many audio packets: no loss or jitter of a working path is as long. */
export const stoppedAfterMs = 500;

/** Pure. Tracks that never had media do not count: their publisher may have nothing to send. */
export function findMedia(looks: readonly TrackLook[], nowMs: number): MediaFinding {
  const times = looks.flatMap(({ lastMediaMs }) => (lastMediaMs === undefined ? [] : [lastMediaMs]));
  if (times.length === 0) return { state: "unknown", silentMs: 0 };
  const silentMs = nowMs - Math.max(...times);
  return silentMs >= stoppedAfterMs ? { state: "stopped", silentMs } : { state: "alive", silentMs: 0 };
}

export interface PathWitnessHooks {
  /**
   * `shown`: what the page sees, whichever path that comes on. `testimony`: what follows for the path that carries the
   * call. Before others send on a new path, what stops on the old one is no word against the new one's node.
   */
  report(shown: MediaState, testimony: MediaFinding): void;
  /** Unix time, as RTCRtpSynchronizationSource.timestamp is. */
  nowMs?: () => number;
}

/** A timer that is this late means that this page itself stood still: what it sees is its own past. */
const ownStallMs = 300;

export class PathWitness {
  readonly #report: PathWitnessHooks["report"];
  readonly #now: () => number;
  #told: MediaState = "unknown";
  #lookedAtMs: number | undefined;

  constructor({ report, nowMs = () => performance.timeOrigin + performance.now() }: PathWitnessHooks) {
    this.#report = report;
    this.#now = nowMs;
  }

  /** What was seen last. */
  get state(): MediaState {
    return this.#told;
  }

  /** Several times a second: tells when media stops, and when it comes back. */
  look(looks: readonly TrackLook[]): void {
    const nowMs = this.#now();
    const stalled = this.#lookedAtMs !== undefined && nowMs - this.#lookedAtMs > ownStallMs;
    this.#lookedAtMs = nowMs;
    if (stalled) return;
    const { state } = findMedia(looks, nowMs);
    const changed = state === "stopped" ? this.#told !== "stopped" : this.#told === "stopped";
    this.#told = state;
    if (changed) this.#report(state, testify(looks, nowMs));
  }

  /** The server asks. */
  answer(looks: readonly TrackLook[]): void {
    const nowMs = this.#now();
    this.#told = findMedia(looks, nowMs).state;
    this.#report(this.#told, testify(looks, nowMs));
  }
}

const testify = (looks: readonly TrackLook[], nowMs: number): MediaFinding =>
  findMedia(
    looks.filter(({ onActivePath }) => onActivePath),
    nowMs,
  );
