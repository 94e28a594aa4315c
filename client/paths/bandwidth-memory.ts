// What the last path learned of the way up, to begin the next one with. A sender that starts from libwebrtc's 300 kbit/s
// paces its first key frame over more than 100 ms, and shows a poor picture for seconds.

import { availableOutgoingBps } from "../statistics/stats-report.ts";

const sampleMs = 1_000;
/** Before anything is known: a little under what the usual access network takes at once. */
const firstStartKbps = 1_000;
const mostStartKbps = 4_000;

/**
 * Never more than was measured: a phone's way up may take no more. No less either, or paths that follow each other before
 * the estimate has grown would begin lower and lower.
 * @param availableBps the browser's estimate of the path's outgoing bandwidth; undefined when it has none yet.
 */
export function startKbpsFrom(availableBps: number | undefined): number {
  if (availableBps === undefined) return firstStartKbps;
  return Math.round(Math.min(mostStartKbps, availableBps / 1_000));
}

export class BandwidthMemory {
  readonly #timer: ReturnType<typeof setInterval>;
  #availableBps: number | undefined;

  /** @param readStats of the send transport of the path that carries the call, if there is one. */
  constructor(readStats: () => Promise<RTCStatsReport> | undefined) {
    this.#timer = setInterval(() => {
      readStats()?.then(
        (report) => {
          this.#availableBps = availableOutgoingBps(report) ?? this.#availableBps;
        },
        () => {},
      );
    }, sampleMs);
  }

  /** For the next path's video, in kbit/s (`x-google-start-bitrate`). */
  get startKbps(): number {
    return startKbpsFrom(this.#availableBps);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
