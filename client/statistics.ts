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
