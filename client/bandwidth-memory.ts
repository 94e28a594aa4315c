// What the last path learned of the way up, to begin the next one with. A sender that starts from libwebrtc's 300 kbit/s
// paces its first key frame over more than 100 ms, and shows a poor picture for seconds.

import { availableOutgoingBps } from "./stats-report.ts";

const sampleMs = 2_000;
/** Before anything is known: a little under what the usual access network takes at once. */
const firstStartKbps = 1_000;
/** The estimate may be of an idle network, or of a moment ago: begin a little below, and never beyond reason. */
const trust = 0.8;
const leastStartKbps = 300;
const mostStartKbps = 4_000;

/** @param availableBps the browser's estimate of the path's outgoing bandwidth, in bit/s, when it has one. */
export function startKbpsFrom(availableBps: number | undefined): number {
  if (availableBps === undefined) return firstStartKbps;
  return Math.round(Math.min(mostStartKbps, Math.max(leastStartKbps, (availableBps / 1_000) * trust)));
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
