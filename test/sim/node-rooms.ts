// The rooms that a node holds, by the shipped rules of epochs and limits: which come, which go, and who is told.

import { encodeEvent } from "../../proto/cluster-codec.ts";
import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import type { ParticipantId, PathId, RoomName } from "../../proto/ids.ts";
import type { ReplicaHub } from "../../sfu/control/replica-hub.ts";
import { checkRoomLimit, type NodeLimits } from "../../sfu/limits.ts";
import type { RoomEpoch } from "../../sfu/messages.ts";
import {
  type judgeEpoch,
  judgePromotion,
  judgeStandby,
  SeenEpochs,
  seenAfterLeaving,
} from "../../sfu/rooms/epoch-rules.ts";
import type { SimProcess } from "./sim-process.ts";
import { describeRoom, participantsOf, type SimPath, type SimRoom } from "./sim-room.ts";

export interface NodeRoomsOptions {
  process: SimProcess;
  limits: NodeLimits;
  workers: number;
  /** The shipped rule, or a broken one, to see that the simulation notices. */
  judgeEpoch: typeof judgeEpoch;
  hub(): ReplicaHub;
  /** The room is here now, at its epoch. */
  onHeld(room: SimRoom): void;
  /** The media of these participants may have come or gone. */
  onMediaChanged(participants: Iterable<ParticipantId>): void;
}

const emptyRoomMs = 5_000;
const workerStartMs = 1_000;

export class NodeRooms {
  readonly active = new Map<RoomName, SimRoom>();
  readonly standbys = new Map<RoomName, SimRoom>();
  readonly leaving = new Set<SimRoom>();
  readonly paths = new Map<PathId, SimPath>();
  /** Paths that count against the capacity. */
  attached = 0;
  /** Rooms that have come. */
  arrived = 0;
  liveWorkers: boolean[] = [];
  readonly #options: NodeRoomsOptions;
  #seen = new SeenEpochs();

  constructor(options: NodeRoomsOptions) {
    this.#options = options;
  }

  /** The process begins: it has workers, and remembers nothing. */
  start(): void {
    this.liveWorkers = Array.from({ length: this.#options.workers }, () => true);
    this.#seen = new SeenEpochs();
  }

  /** The process is gone, and everything with it. */
  end(): void {
    this.paths.clear();
    this.active.clear();
    this.standbys.clear();
    this.leaving.clear();
    this.attached = 0;
  }

  has(room: SimRoom): boolean {
    return this.active.get(room.name) === room || this.standbys.get(room.name) === room || this.leaving.has(room);
  }

  /** @throws HoldfastError epoch_stale, limit_rooms, node_unavailable */
  admit(name: RoomName, epoch: number, standby: boolean): SimRoom {
    const seen = this.#seen.get(name);
    if (standby) {
      const held = this.standbys.get(name);
      const verdict = judgeStandby({ held: held?.epoch, seen }, epoch);
      if (verdict === "stale") throw new HoldfastError("epoch_stale");
      if (verdict === "open") return this.#open(name, epoch, true);
      if (verdict === "follow") this.#renumber(held!, () => (held!.epoch = epoch));
      return held!;
    }
    const held = this.active.get(name);
    const verdict = this.#options.judgeEpoch({ held: held?.epoch, seen }, epoch);
    if (verdict === "stale") throw new HoldfastError("epoch_stale");
    if (verdict === "join") return held!;
    if (verdict === "replace") this.#close(held!, "epoch_stale");
    else this.arrived++;
    this.#seen.note(name, epoch);
    return this.#open(name, epoch, false);
  }

  /** @throws HoldfastError not_found, epoch_stale */
  promote(name: RoomName, epoch: number): SimRoom {
    const standby = this.standbys.get(name);
    const older = this.active.get(name);
    const state = { held: older?.epoch, seen: this.#seen.get(name), standby: standby !== undefined };
    const verdict = judgePromotion(state, epoch);
    if (verdict === "done") return older!;
    if (verdict === "missing") throw new HoldfastError("not_found", "standby");
    if (verdict === "stale") throw new HoldfastError("epoch_stale");
    const room = standby!;
    if (older) this.#close(older, "epoch_stale");
    else this.arrived++;
    this.#seen.note(name, epoch);
    this.#renumber(room, () => {
      this.standbys.delete(name);
      this.active.set(name, room);
      room.standby = false;
      room.epoch = epoch;
    });
    this.#options.onHeld(room);
    this.#options.onMediaChanged(room.paths.keys());
    return room;
  }

  /** The room is elsewhere: closes it, or lets it go on until everybody is there. @throws HoldfastError epoch_stale */
  letGo(name: RoomName, epoch: number, graceMs: number): void {
    const room = this.active.get(name);
    if (!graceMs) this.#seen.note(name, epoch);
    if (!room) return;
    if (room.epoch > epoch) throw new HoldfastError("epoch_stale");
    if (graceMs) this.#leaveGracefully(room, graceMs);
    else this.#close(room, "epoch_stale", true);
  }

  /** A path is put into its room; one that the participant has there is the caller's to remove. */
  enter(path: SimPath): void {
    const { room } = path;
    room.paths.set(path.participantId, path);
    this.paths.set(path.id, path);
    if (!room.leaving) this.attached++;
  }

  remove(path: SimPath): void {
    if (!this.paths.delete(path.id)) return;
    if (path.room.paths.get(path.participantId) === path) path.room.paths.delete(path.participantId);
    if (!path.room.leaving) this.attached--;
  }

  leave(path: SimPath): void {
    this.remove(path);
    this.#options.onMediaChanged([path.participantId, ...path.room.paths.keys()]);
    this.#leftIfReleased(path.room);
    this.emptyLater(path.room);
  }

  release(path: SimPath): void {
    path.released = true;
    this.#leftIfReleased(path.room);
  }

  /** A room that nobody comes to closes. */
  emptyLater(room: SimRoom): void {
    if (room.paths.size > 0 || room.building > 0) return;
    this.#options.process.later(emptyRoomMs, () => {
      if (room.paths.size === 0 && room.building === 0 && this.has(room)) {
        if (room.leaving) this.#left(room);
        else this.#close(room, "room_closed");
      }
    });
  }

  workerDied(slot: number): void {
    const { process, hub, onMediaChanged } = this.#options;
    const all = [...this.active.values(), ...this.standbys.values(), ...this.leaving];
    const lost = all.filter((room) => room.worker === slot);
    const described = lost.map(describeRoom);
    const gone = lost.flatMap((room) => [...room.paths.values()]);
    for (const room of lost) this.#forget(room, "node_unavailable");
    this.liveWorkers[slot] = false;
    process.later(workerStartMs, () => (this.liveWorkers[slot] = true));
    const liveWorkers = this.liveWorkers.filter(Boolean).length;
    hub().broadcast({
      body: "roomsLost",
      roomsLost: { rooms: described, workerSlot: slot, liveWorkers, cause: "worker died" },
    });
    onMediaChanged(participantsOf(gone));
  }

  tellEnded({ sessionId, id: pathId, replicaId }: SimPath, code: ErrorCode): void {
    const error = new HoldfastError(code).toMessage();
    this.#options.hub().deliver(replicaId, { body: "sessionEnded", sessionEnded: { sessionId, pathId, error } });
  }

  #open(name: RoomName, epoch: number, standby: boolean): SimRoom {
    checkRoomLimit(this.active.size + this.standbys.size, this.#options.limits);
    const avoid = standby ? this.active.get(name)?.worker : undefined;
    const slots = this.liveWorkers.flatMap((alive, slot) => (alive ? [slot] : []));
    const worker =
      slots.find((slot) => slot !== avoid && (slot + this.arrived) % 2 === 0) ??
      slots.find((slot) => slot !== avoid) ??
      slots[0];
    if (worker === undefined) throw new HoldfastError("node_unavailable");
    const room: SimRoom = {
      name,
      epoch,
      standby,
      leaving: false,
      worker,
      paths: new Map(),
      building: 0,
      closedBecause: undefined,
    };
    (standby ? this.standbys : this.active).set(name, room);
    this.#changed([room], []);
    if (!standby) this.#options.onHeld(room);
    return room;
  }

  #leaveGracefully(room: SimRoom, graceMs: number): void {
    this.#seen.note(room.name, seenAfterLeaving(room.epoch));
    this.active.delete(room.name);
    const closed = describeRoom(room);
    room.leaving = true;
    this.attached -= room.paths.size;
    this.leaving.add(room);
    this.#options.hub().broadcast({ body: "roomsChanged", roomsChanged: { opened: [], closed: [closed] } });
    this.#options.process.later(graceMs, () => this.#left(room));
    this.#leftIfReleased(room);
  }

  #leftIfReleased(room: SimRoom): void {
    if (!room.leaving) return;
    if (room.building > 0) return;
    for (const { released } of room.paths.values()) if (!released) return;
    this.#left(room);
  }

  #left(room: SimRoom): void {
    if (!this.leaving.has(room)) return;
    for (const path of room.paths.values()) {
      const { seq, event } = path.events.add(
        encodeEvent({ body: "pathClosed", pathClosed: { pathId: path.id, reason: "moved" } }),
      );
      const targets = [{ sessionId: path.sessionId, pathId: path.id, seq }];
      this.#options.hub().deliver(path.replicaId, { body: "sessionEvent", sessionEvent: { targets, event } });
    }
    this.#forget(room, "epoch_stale");
  }

  /** Its sessions are told when somebody asked for it. */
  #close(room: SimRoom, code: "epoch_stale" | "room_closed", tell = false): void {
    const closed = describeRoom(room);
    const gone = [...room.paths.values()];
    this.#forget(room, code);
    if (tell) for (const path of gone) this.tellEnded(path, code);
    this.#options.hub().broadcast({ body: "roomsChanged", roomsChanged: { opened: [], closed: [closed] } });
    this.#options.onMediaChanged(participantsOf(gone));
  }

  #forget(room: SimRoom, because: ErrorCode): void {
    room.closedBecause = because;
    const gone = [...room.paths.values()];
    for (const path of gone) this.remove(path);
    if (!this.leaving.delete(room)) (room.standby ? this.standbys : this.active).delete(room.name);
    this.#options.onMediaChanged(participantsOf(gone));
  }

  #renumber(room: SimRoom, change: () => void): void {
    const closed = describeRoom(room);
    change();
    this.#changed([room], [closed]);
  }

  #changed(opened: readonly SimRoom[], closed: readonly RoomEpoch[]): void {
    const roomsChanged = { opened: opened.map(describeRoom), closed: [...closed] };
    this.#options.hub().broadcast({ body: "roomsChanged", roomsChanged });
  }
}
