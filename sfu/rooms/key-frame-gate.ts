// When receivers that are ready may start on a video track. Starting asks the sender for a key frame, and that is a
// scarce thing: libwebrtc makes one for the first request and silently ignores every other for the next 300 ms
// (kMinKeyframeSendIntervalMs, video/encoder_rtcp_feedback.cc). When a call comes back on a new node, receivers get
// ready some tens of milliseconds apart; if the first of them asked at once, whoever missed that key frame by a moment
// would see nothing for another 300 ms. So those that are ready wait a little for those about to be, and ask together.
//
// Nobody waits where it would not help: when nobody else is coming (a single person joins a running call).

/** Longest wait for others. Together with the key frame itself it stays well under the 300 ms that it saves. */
export const gatherMs = 100;
/** A receiver older than this that is not ready yet is not waited for: its client does something else. */
export const comingMs = 1_000;

export interface GateReceiver {
  readonly createdAtMs: number;
}

/**
 * One track's receivers that do not flow yet. A change costs the same however many there are, and a look at all of them
 * is needed once per opening: in a room that comes back, everybody is a receiver of everybody.
 */
export class KeyFrameGate<Receiver extends GateReceiver> {
  /** Their clients have not set the description yet, or their transports are not connected. */
  readonly #coming = new Set<Receiver>();
  readonly #ready = new Set<Receiver>();
  /** Since when the first of those that are ready is. */
  #firstReadyAtMs = 0;

  coming(receiver: Receiver): void {
    if (!this.#ready.has(receiver)) this.#coming.add(receiver);
  }

  ready(receiver: Receiver, nowMs: number): void {
    this.#coming.delete(receiver);
    if (this.#ready.size === 0) this.#firstReadyAtMs = nowMs;
    this.#ready.add(receiver);
  }

  /** It is gone, or its client does not want the track now. */
  leave(receiver: Receiver): void {
    this.#coming.delete(receiver);
    this.#ready.delete(receiver);
  }

  /** Somebody may still be worth waiting for. */
  get isAwaiting(): boolean {
    return this.#coming.size > 0;
  }

  /** Milliseconds until those that are ready should be started; 0 = now. */
  waitMs(nowMs: number): number {
    for (const receiver of this.#coming) if (nowMs - receiver.createdAtMs >= comingMs) this.#coming.delete(receiver);
    if (this.#coming.size === 0 || this.#ready.size === 0) return 0;
    return Math.max(0, this.#firstReadyAtMs + gatherMs - nowMs);
  }

  /** Those to start now. */
  open(): Receiver[] {
    const ready = [...this.#ready];
    this.#ready.clear();
    return ready;
  }
}
