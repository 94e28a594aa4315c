import type { Call } from "../call/call.ts";
import { bitrateBps, connectionOf, receivedTrack, reportEntries, sentTrack, type Report } from "./stats-report.ts";

/** One track as the browser sent or received it. Counters run since the path was built. */
export interface TrackStatistics {
  trackId: string;
  participantId: string;
  kind: "audio" | "video";
  direction: "send" | "receive";
  bytes: number;
  packets: number;
  /** Of the packets expected, 0 to 1; for a sent track as the node reports it. */
  lossFraction: number;
  packetsLost: number;
  jitterMs: number;
  /** Since the previous getStats(); 0 at the first. */
  bitrateBps: number;
  /** Video only: decoded when received, encoded when sent. */
  frames?: number;
  framesPerSecond?: number;
  width?: number;
  height?: number;
  codec?: string;
}

export interface PathStatistics {
  pathId: string;
  nodeId: string;
  epoch: number;
  /** Round trip to the node; undefined before the first measurement. */
  rttMs: number | undefined;
  availableOutgoingBps: number | undefined;
  availableIncomingBps: number | undefined;
  /** udp or tcp. */
  protocol: string | undefined;
}

export interface RoomStatistics {
  /** performance.now() */
  atMs: number;
  path: PathStatistics | undefined;
  tracks: TrackStatistics[];
}

/** Reads the active path's reports; keeps the last byte counts, for bitrates. */
export class Statistics {
  readonly #call: Call;
  #before = new Map<string, { bytes: number; atMs: number }>();

  constructor(call: Call) {
    this.#call = call;
  }

  async collect(): Promise<RoomStatistics> {
    const path = this.#call.paths.active;
    const atMs = performance.now();
    if (!path) return { atMs, path: undefined, tracks: [] };
    const empty = async (): Promise<Report> => new Map();
    const [sent, received] = await Promise.all([
      (path.send?.getStats() ?? empty()).catch(empty),
      (path.receive?.getStats() ?? empty()).catch(empty),
    ]);
    const tracks: TrackStatistics[] = [];
    for (const [trackId, { mid, kind }] of path.send?.sent ?? []) {
      const entries = reportEntries(sent, "outbound-rtp").filter((entry) => entry["mid"] === mid);
      const track = sentTrack(trackId, this.#call.local.id, kind, entries, sent);
      if (track) tracks.push(track);
    }
    for (const { trackId, participantId, consumer } of path.receive?.received.values() ?? []) {
      const entry = reportEntries(received, "inbound-rtp").find(
        ({ trackIdentifier }) => trackIdentifier === consumer.track.id,
      );
      if (entry) tracks.push(receivedTrack(trackId, participantId, consumer.kind, entry, received));
    }
    const now = new Map<string, { bytes: number; atMs: number }>();
    for (const track of tracks) {
      const key = `${path.id} ${track.trackId}`;
      track.bitrateBps = bitrateBps(this.#before.get(key), { bytes: track.bytes, atMs });
      now.set(key, { bytes: track.bytes, atMs });
    }
    this.#before = now;
    return {
      atMs,
      path: { pathId: path.id, nodeId: path.nodeId, epoch: path.epoch, ...connectionOf(sent, received) },
      tracks,
    };
  }
}
