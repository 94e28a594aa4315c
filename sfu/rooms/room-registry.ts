import type { Clock } from "../../base/clock.ts";
import { KeyedQueue } from "../../base/keyed-queue.ts";
import type { Logger } from "../../base/logger.ts";
import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import type { RoomName } from "../../proto/ids.ts";
import { roomsDigest } from "../../proto/rooms-digest.ts";
import { checkRoomLimit, type NodeLimits } from "../limits.ts";
import type { PathCause, RoomEpoch } from "../messages.ts";
import type { RoomCount } from "../serving-state.ts";
import type { MediaWorker } from "../workers/media-worker.ts";
import type { NodeEventSink } from "./announcer.ts";
import { judgeEpoch, judgePromotion, judgeStandby, SeenEpochs, seenAfterLeaving } from "./epoch-rules.ts";
import { startAll } from "./flow.ts";
import { endPath } from "./leave.ts";
import { Room } from "./room.ts";
import type { PathIndex } from "./path-index.ts";

export interface RoomRegistryOptions {
  clock: Clock;
  log: Logger;
  sink: NodeEventSink;
  limits: NodeLimits;
  index: PathIndex;
  /**
   * Opens a room on the worker that it should go to; another one than that slot's, if there is one. It counts for the next
   * choice from then on.
   */
  place(open: (worker: MediaWorker) => Promise<Room>, avoidSlot?: number): Promise<Room>;
}

/** The rooms that the node holds, each at one epoch. Tells replicas of every one that comes or goes. */
export class RoomRegistry {
  readonly #rooms = new Map<RoomName, Room>();
  /** Rooms that stand by for those of other nodes, or of other workers. */
  readonly #standbys = new Map<RoomName, Room>();
  /** Rooms that are placed elsewhere by now, and go on until everybody is there. No replica counts on them. */
  readonly #leaving = new Set<Room>();
  readonly #seen = new SeenEpochs();
  readonly #opening = new KeyedQueue<RoomName>();
  readonly #options: RoomRegistryOptions;
  /** How many are in each room, as the replicas were told last. */
  readonly #toldSizes = new Map<RoomName, string>();
  #openingCount = 0;
  #openingStandbys = 0;
  #arrivedCount = 0;
  #closed = false;

  constructor(options: RoomRegistryOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#rooms.size;
  }
  *values(): Iterable<Room> {
    yield* this.#rooms.values();
    yield* this.#standbys.values();
    yield* this.#leaving;
  }
  /** What a drain waits for: rooms that are here, that are on their way here, and that are not gone yet. */
  get count(): RoomCount {
    return { held: this.#rooms.size + this.#openingCount + this.#leaving.size, arrived: this.#arrivedCount };
  }
  get(name: string): Room | undefined {
    return this.#rooms.get(name as RoomName);
  }
  describe(): RoomEpoch[] {
    return [...this.#rooms.values(), ...this.#standbys.values()].map((room) => room.describe());
  }
  get digest(): number {
    const held = [...this.#rooms.values(), ...this.#standbys.values()];
    return roomsDigest(held.map(({ name, epoch, standby }) => ({ room: name, epoch, standby })));
  }

  /**
   * The room at this epoch; opened when the node does not hold it.
   * @throws HoldfastError epoch_stale, limit_rooms, node_unavailable
   */
  admit(name: RoomName, epoch: number, cause: PathCause): Promise<Room> {
    return this.#opening.run(name, async () => {
      if (this.#closed) throw new HoldfastError("shutting_down");
      const held = this.#rooms.get(name);
      const verdict = judgeEpoch({ held: held?.epoch, seen: this.#seen.get(name) }, epoch);
      if (verdict === "stale") throw new HoldfastError("epoch_stale");
      if (verdict === "join") return held!;
      if (verdict === "replace") this.#letGo(held!, "epoch_stale");
      checkRoomLimit(this.#rooms.size + this.#openingCount, this.#options.limits);
      this.#openingCount++;
      if (!held) this.#arrivedCount++;
      try {
        this.#seen.note(name, epoch);
        return await this.#open(name, epoch, cause, false);
      } finally {
        this.#openingCount--;
      }
    });
  }

  /**
   * The room's standby on this node, opened when there is none yet. It follows the room to higher epochs.
   * @throws HoldfastError epoch_stale, limit_rooms, node_unavailable
   */
  admitStandby(name: RoomName, epoch: number, cause: PathCause): Promise<Room> {
    return this.#opening.run(name, async () => {
      if (this.#closed) throw new HoldfastError("shutting_down");
      const held = this.#standbys.get(name);
      const verdict = judgeStandby({ held: held?.epoch, seen: this.#seen.get(name) }, epoch);
      if (verdict === "stale") throw new HoldfastError("epoch_stale");
      if (verdict === "open") {
        const opening = this.#openingCount + this.#openingStandbys;
        checkRoomLimit(this.#rooms.size + this.#standbys.size + opening, this.#options.limits);
        this.#openingStandbys++;
        try {
          return await this.#open(name, epoch, cause, true);
        } finally {
          this.#openingStandbys--;
        }
      }
      if (verdict === "follow") this.#renumber(held!, () => held!.follow(epoch));
      return held!;
    });
  }

  /**
   * The standby is the room from now on.
   * @throws HoldfastError not_found, epoch_stale
   */
  promote(name: RoomName, epoch: number, cause: PathCause): Promise<Room> {
    return this.#opening.run(name, async () => {
      const standby = this.#standbys.get(name);
      const older = this.#rooms.get(name);
      const state = { held: older?.epoch, seen: this.#seen.get(name), standby: standby !== undefined };
      const verdict = judgePromotion(state, epoch);
      if (verdict === "done") return older!;
      if (verdict === "missing") throw new HoldfastError("not_found", "standby");
      if (verdict === "stale") throw new HoldfastError("epoch_stale");
      const room = standby!;
      if (older) this.#letGo(older, "epoch_stale");
      else this.#arrivedCount++;
      this.#seen.note(name, epoch);
      this.#renumber(room, () => {
        this.#standbys.delete(name);
        this.#rooms.set(name, room);
        room.promote(epoch, cause);
      });
      startAll(room);
      return room;
    });
  }

  /**
   * The room is placed elsewhere: it goes on until its last path is released or gone, at most graceMs. It comes back at a
   * higher epoch only.
   * @throws HoldfastError epoch_stale when the room is held at a higher epoch.
   */
  leave(name: RoomName, epoch: number, graceMs: number): Promise<void> {
    return this.#opening.run(name, async () => {
      const room = this.#rooms.get(name);
      if (!room) return;
      if (room.epoch > epoch) throw new HoldfastError("epoch_stale");
      this.#seen.note(name, seenAfterLeaving(room.epoch));
      this.#rooms.delete(name);
      this.#toldSizes.delete(name);
      const closed = room.describe();
      this.#leaving.add(room);
      room.leave();
      this.#options.sink.broadcast({ body: "roomsChanged", roomsChanged: { opened: [], closed: [closed] } });
      setTimeout(() => this.#left(room), graceMs).unref();
      this.leftIfReleased(room);
    });
  }

  /** Nobody needs the room here any more: all its paths are released or gone. */
  leftIfReleased(room: Room): void {
    if (!room.leaving) return;
    for (const path of room.paths) if (!path.released) return;
    this.#left(room);
  }

  #left(room: Room): void {
    if (!this.#leaving.delete(room)) return;
    for (const path of room.paths) {
      if (!path.attached) continue;
      const event = { pathId: path.id, reason: "moved" };
      room.announce([path], { body: "pathClosed", pathClosed: event });
    }
    // To who is being attached just now: the room is still there, at a newer epoch.
    this.#end(room, "epoch_stale");
  }

  /** Replicas know rooms by epoch and by what they are for: tells them of the change. */
  #renumber(room: Room, change: () => void): void {
    const closed = room.describe();
    change();
    const opened = room.describe();
    this.#options.sink.broadcast({ body: "roomsChanged", roomsChanged: { opened: [opened], closed: [closed] } });
  }

  async #open(name: RoomName, epoch: number, cause: PathCause, standby: boolean): Promise<Room> {
    const open = (worker: MediaWorker) => this.#openOn(worker, name, epoch, cause, standby);
    return this.#options.place(open, standby ? this.#rooms.get(name)?.worker.slot : undefined);
  }

  async #openOn(worker: MediaWorker, name: RoomName, epoch: number, cause: PathCause, standby: boolean): Promise<Room> {
    const { clock, sink, log } = this.#options;
    const room = await Room.create({
      name,
      epoch,
      cause,
      standby,
      worker,
      clock,
      sink,
      log,
      onEmpty: (empty) => this.#letGo(empty, "room_closed"),
    });
    if (this.#closed || !worker.alive) {
      room.close("node_unavailable");
      throw new HoldfastError("node_unavailable");
    }
    (standby ? this.#standbys : this.#rooms).set(name, room);
    room.log.info({ slot: worker.slot, cause }, "room opened");
    sink.broadcast({ body: "roomsChanged", roomsChanged: { opened: [room.describe()], closed: [] } });
    return room;
  }

  /**
   * Closes the room, or its standby, for everybody in it. One that is not held is closed already.
   * @throws HoldfastError epoch_stale when the room is held at a higher epoch.
   */
  close(name: RoomName, epoch: number, code: ErrorCode, standby = false): Promise<void> {
    return this.#opening.run(name, async () => {
      const room = (standby ? this.#standbys : this.#rooms).get(name);
      if (!standby) this.#seen.note(name, epoch);
      if (!room) return;
      if (epoch !== 0 && epoch < room.epoch) throw new HoldfastError("epoch_stale");
      for (const member of room.members.values())
        endPath({ room, member, path: member.path }, this.#options.index, code);
      this.#letGo(room, code);
    });
  }

  /** Tells how many sessions rooms have that have gained or lost some since the last time. */
  tellSizes(): void {
    const sizeOf = ({ members, visible }: Room): string => `${members.size} ${visible}`;
    const resized = [...this.#rooms.values()].filter((room) => this.#toldSizes.get(room.name) !== sizeOf(room));
    if (resized.length === 0) return;
    for (const room of resized) this.#toldSizes.set(room.name, sizeOf(room));
    this.#options.sink.broadcast({
      body: "roomsChanged",
      roomsChanged: { resized: resized.map((room) => room.describe()) },
    });
  }

  /** The worker is dead, and these rooms with it. Their sessions are forgotten: they are re-placed, not told. */
  lose(worker: MediaWorker): RoomEpoch[] {
    const lost = [...this.values()].filter((room) => room.worker === worker);
    const described = lost.map((room) => room.describe());
    for (const room of lost) this.#forget(room, "node_unavailable");
    return described;
  }

  closeAll(reason: ErrorCode): void {
    this.#closed = true;
    for (const room of this.values()) this.#forget(room, reason);
  }

  #letGo(room: Room, reason: ErrorCode): void {
    if (this.#leaving.has(room)) return this.#left(room);
    if (this.#of(room).get(room.name) !== room) return;
    const closed = room.describe();
    this.#forget(room, reason);
    this.#options.sink.broadcast({ body: "roomsChanged", roomsChanged: { opened: [], closed: [closed] } });
  }

  #of(room: Room): Map<RoomName, Room> {
    return room.standby ? this.#standbys : this.#rooms;
  }

  #forget(room: Room, reason: ErrorCode): void {
    if (this.#leaving.delete(room)) return this.#end(room, reason);
    this.#of(room).delete(room.name);
    if (!room.standby) this.#toldSizes.delete(room.name);
    this.#end(room, reason);
  }

  #end(room: Room, reason: ErrorCode): void {
    for (const path of room.paths) this.#options.index.delete(path);
    room.close(reason);
  }
}
