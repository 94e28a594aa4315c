// A node's heartbeat: its load, its rooms' digest, and which rooms have grown or shrunk since the last one.

import { roomsDigest } from "../../proto/rooms-digest.ts";
import type { NodeEvent } from "../../sfu/messages.ts";
import type { Serving } from "../../sfu/serving.ts";
import type { NodeRooms } from "./node-rooms.ts";
import { describeRoom, type SimRoom } from "./sim-room.ts";

export class NodeBeat {
  readonly #rooms: NodeRooms;
  readonly #capacity: number;
  readonly #toldSizes = new WeakMap<SimRoom, number>();

  constructor(rooms: NodeRooms, capacity: number) {
    this.#rooms = rooms;
    this.#capacity = capacity;
  }

  next(serving: Serving): NodeEvent[] {
    const sizes = this.#sizes();
    serving.look();
    return [...sizes, this.#heartbeat(serving)];
  }

  #sizes(): NodeEvent[] {
    const resized = [...this.#rooms.active.values()].filter((room) => this.#toldSizes.get(room) !== room.paths.size);
    if (resized.length === 0) return [];
    for (const room of resized) this.#toldSizes.set(room, room.paths.size);
    return [{ body: "roomsChanged", roomsChanged: { resized: resized.map(describeRoom) } }];
  }

  #heartbeat(serving: Serving): NodeEvent {
    const { active, standbys, attached, liveWorkers } = this.#rooms;
    const held = [...active.values(), ...standbys.values()];
    const share = attached / this.#capacity;
    return {
      body: "heartbeat",
      heartbeat: {
        seq: 0,
        sentAtMs: 0,
        load: {
          workers: liveWorkers.map((alive, slot) => ({ slot, pid: 1, alive, cpu: share, rooms: 0, consumers: 0 })),
          rooms: held.length,
          sessions: attached,
          capacity: this.#capacity,
        },
        roomsDigest: roomsDigest(held.map(({ name, epoch, standby }) => ({ room: name, epoch, standby }))),
        serving: serving.describe(),
      },
    };
  }
}
