import type { LoadSampler } from "./load-sampler.ts";
import type { NodeEventSink } from "./rooms/announcer.ts";
import type { RoomRegistry } from "./rooms/room-registry.ts";
import type { SessionIndex } from "./rooms/session-index.ts";

export const heartbeatMs = 250;

export interface HeartbeatOptions {
  sink: NodeEventSink;
  load: LoadSampler;
  rooms: RoomRegistry;
  index: SessionIndex;
  capacity: number;
}

/** Tells every replica, four times a second, that the node lives and what it carries. Returns what stops it. */
export function startHeartbeat({ sink, load, rooms, index, capacity }: HeartbeatOptions): () => void {
  let seq = 0;
  const timer = setInterval(() => {
    load.sample();
    rooms.tellSizes();
    sink.broadcast({
      body: "heartbeat",
      heartbeat: {
        seq: ++seq,
        sentAtMs: Date.now(),
        load: load.describe(index.attachedCount, capacity),
        roomsDigest: rooms.digest,
      },
    });
  }, heartbeatMs);
  return () => clearInterval(timer);
}
