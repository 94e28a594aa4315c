import type { LoadSampler } from "./load-sampler.ts";
import { silentTracks } from "./rooms/flow.ts";
import type { NodeEventSink } from "./rooms/announcer.ts";
import type { RoomRegistry } from "./rooms/room-registry.ts";
import type { PathIndex } from "./rooms/path-index.ts";
import type { Serving } from "./serving.ts";

export const heartbeatMs = 250;

export interface HeartbeatOptions {
  sink: NodeEventSink;
  load: LoadSampler;
  rooms: RoomRegistry;
  index: PathIndex;
  serving: Serving;
  capacity: number;
}

/** Tells every replica, four times a second, that the node lives and what it carries. */
export function startHeartbeat(options: HeartbeatOptions): { beat(): void; stop(): void } {
  const { sink, load, rooms, index, serving, capacity } = options;
  let seq = 0;
  const beat = (): void => {
    load.sample();
    rooms.tellSizes();
    serving.look();
    sink.broadcast({
      body: "heartbeat",
      heartbeat: {
        seq: ++seq,
        sentAtMs: Date.now(),
        load: load.describe(index.attachedCount, capacity),
        roomsDigest: rooms.digest,
        serving: serving.describe(),
        silent: silentTracks(rooms.values()),
      },
    });
  };
  const timer = setInterval(beat, heartbeatMs);
  return { beat, stop: () => clearInterval(timer) };
}
