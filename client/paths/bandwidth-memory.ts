// What the last path learned of the way up, to begin the next one with. A sender that starts from libwebrtc's 300 kbit/s
// paces its first key frame over more than 100 ms, and shows a poor picture for seconds.

import { availableOutgoingBps, isHeldBackByBandwidth } from "../statistics/stats-report.ts";

const sampleMs = 1_000;
/** Before anything is known: a little under what the usual access network takes at once. */
const firstStartKbps = 1_000;
/** The estimate may be of a moment ago: begin a little below, and never beyond reason. */
const trust = 0.8;
const leastStartKbps = 300;
const mostStartKbps = 4_000;
/**
 * Who never sends more than the path takes does not learn what it takes: libwebrtc's estimate stays near what was sent.
 * The first key frame and the probes beside it, some 15 KB, leave in 40 ms at this rate; at 1,000 kbit/s pictures after it
 * wait for 120 ms. What is encoded is bounded by the track all the same.
 */
const unboundedStartKbps = 3_000;

export interface SeenBandwidth {
  /** The browser's estimate of the path's outgoing bandwidth, in bit/s. */
  availableBps: number;
  /** The estimate kept pictures smaller or fewer than wanted. Otherwise it only says what the path takes at least. */
  heldBack: boolean;
}

/** @param seen undefined when the browser has no estimate yet. */
export function startKbpsFrom(seen: SeenBandwidth | undefined): number {
  if (!seen) return firstStartKbps;
  const leastKbps = seen.heldBack ? leastStartKbps : unboundedStartKbps;
  return Math.round(Math.min(mostStartKbps, Math.max(leastKbps, (seen.availableBps / 1_000) * trust)));
}

export class BandwidthMemory {
  readonly #timer: ReturnType<typeof setInterval>;
  #seen: SeenBandwidth | undefined;

  /** @param readStats of the send transport of the path that carries the call, if there is one. */
  constructor(readStats: () => Promise<RTCStatsReport> | undefined) {
    this.#timer = setInterval(() => {
      readStats()?.then(
        (report) => {
          const availableBps = availableOutgoingBps(report);
          if (availableBps !== undefined) this.#seen = { availableBps, heldBack: isHeldBackByBandwidth(report) };
        },
        () => {},
      );
    }, sampleMs);
  }

  /** For the next path's video, in kbit/s (`x-google-start-bitrate`). */
  get startKbps(): number {
    return startKbpsFrom(this.#seen);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
