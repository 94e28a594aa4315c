// Whether the path itself is alive, apart from what is to be heard on it: any packet on its connections counts, RTP,
// RTCP, or an answer to an ICE check. From getStats() (https://www.w3.org/TR/webrtc-stats/).

import { leastDueMs } from "../../proto/path-media.ts";
import { number, reportEntries, type Report, type ReportEntry } from "../statistics/stats-report.ts";

/** When a received track's last packet came; a picture that waits for a key frame has packets, and no frames. */
export interface PacketReading {
  packets: number;
  ageMs: number;
}

export interface ConnectionReading {
  /** Changes with every packet that arrives. */
  received: number;
  /** Changes with every packet of media that is sent. */
  sent: number;
  /** Since the last packet arrived, where the browser says so. */
  ageMs: number | undefined;
  /** By id of the MediaStreamTrack. */
  tracks: ReadonlyMap<string, PacketReading>;
}

const receivedCounters = ["packetsReceived", "bytesReceived", "responsesReceived", "requestsReceived"];

export function readConnection(report: Report): ConnectionReading {
  const sum = (type: string, names: readonly string[]): number =>
    reportEntries(report, type).reduce(
      (total, entry) => total + names.reduce((n, name) => n + number(entry[name]), 0),
      0,
    );
  const ages = reportEntries(report, "candidate-pair").flatMap((pair) => ageOf(pair) ?? []);
  const tracks = reportEntries(report, "inbound-rtp").flatMap((inbound): [string, PacketReading][] => {
    const ageMs = ageOf(inbound);
    const id = String(inbound["trackIdentifier"]);
    return ageMs === undefined ? [] : [[id, { packets: number(inbound["packetsReceived"]), ageMs }]];
  });
  return {
    received: sum("candidate-pair", receivedCounters) + sum("transport", receivedCounters),
    sent: sum("outbound-rtp", ["packetsSent"]),
    ageMs: ages.length === 0 ? undefined : Math.min(...ages),
    tracks: new Map(tracks),
  };
}

const mostAgeMs = 60_000;

/** The two times are of the same clock, whichever that is. */
function ageOf({ timestamp, lastPacketReceivedTimestamp: last }: ReportEntry): number | undefined {
  const ageMs = number(timestamp) - number(last);
  return number(last) > 0 && ageMs >= 0 && ageMs < mostAgeMs ? ageMs : undefined;
}

/** ICE asks for consent every 5 s at least, Chromium every 2.5 s and more often once nothing arrives. */
const consentMs = 3_500;
const keep = 8;
const dueShare = 3;
const enough = 3;

export interface PathReading {
  send: ConnectionReading | undefined;
  recv: ConnectionReading | undefined;
}

/** Of one path. Who sends is answered many times a second; who only receives from silent people hears next to nothing. */
export class PathPulse {
  #before: PathReading | undefined;
  #readAtMs = 0;
  #heardAtMs: number | undefined;
  #answeredAtMs: number | undefined;
  #sending = false;
  readonly #answerMs: number[] = [];

  /** Media that was seen to arrive, without asking for statistics. */
  heard(atMs: number): void {
    this.#heardAtMs = Math.max(this.#heardAtMs ?? 0, atMs);
  }

  note(reading: PathReading, nowMs: number): void {
    const before = this.#before;
    const [readAtMs, answeredAtMs] = [this.#readAtMs, this.#answeredAtMs];
    this.#before = reading;
    this.#readAtMs = nowMs;
    if (!before) return;
    const changedAt = (side: "send" | "recv"): number | undefined => {
      const now = reading[side];
      return now && before[side] && now.received !== before[side].received ? nowMs - (now.ageMs ?? 0) : undefined;
    };
    this.#sending = reading.send !== undefined && before.send !== undefined && reading.send.sent > before.send.sent;
    const received = changedAt("recv");
    const answered = changedAt("send");
    if (received !== undefined) this.heard(received);
    if (answered === undefined) return;
    this.heard(answered);
    this.#answeredAtMs = answered;
    // How long it had been silent then, and now: the pauses in between are no longer than that, by and large.
    this.#answerMs.push(Math.max(readAtMs - (answeredAtMs ?? readAtMs), reading.send?.ageMs ?? nowMs - readAtMs));
    if (this.#answerMs.length > keep) this.#answerMs.shift();
  }

  /** Undefined until something has been seen to arrive. */
  silentMs(nowMs: number): number | undefined {
    return this.#heardAtMs === undefined ? undefined : Math.max(0, nowMs - this.#heardAtMs);
  }

  /** 0: nothing is known. */
  get dueMs(): number {
    if (this.#heardAtMs === undefined) return 0;
    if (!this.#sending || this.#answeredAtMs === undefined || this.#answerMs.length < enough) return consentMs;
    return Math.max(leastDueMs, dueShare * Math.max(...this.#answerMs));
  }
}
