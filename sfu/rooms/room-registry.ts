import type { Clock } from "../../base/clock.ts";
import { KeyedQueue } from "../../base/keyed-queue.ts";
import type { Logger } from "../../base/logger.ts";
import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import type { RoomName } from "../../proto/ids.ts";
import { roomsDigest } from "../../proto/rooms-digest.ts";
import { checkRoomLimit, type NodeLimits } from "../limits.ts";
import type { PathCause, RoomEpoch } from "../messages.ts";
import type { MediaWorker } from "../workers/media-worker.ts";
import type { NodeEventSink } from "./announcer.ts";
import { judgeEpoch, SeenEpochs } from "./epoch-rules.ts";
import { endSession } from "./leave.ts";
import { Room } from "./room.ts";
import type { SessionIndex } from "./session-index.ts";

export interface RoomRegistryOptions {
  clock: Clock;
  log: Logger;
  sink: NodeEventSink;
  limits: NodeLimits;
  index: SessionIndex;
  /** The worker for a new room. */
  place(): Promise<MediaWorker>;
}

/** The rooms that the node holds, each at one epoch. Tells replicas of every one that comes or goes. */
export class RoomRegistry {
  readonly #rooms = new Map<RoomName, Room>();
  readonly #seen = new SeenEpochs();
  readonly #opening = new KeyedQueue<RoomName>();
  readonly #options: RoomRegistryOptions;
  /** Sessions of each room, as the replicas were told last. */
  readonly #toldSessions = new Map<RoomName, number>();
  #openingCount = 0;
  #closed = false;

  constructor(options: RoomRegistryOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#rooms.size;
  }
  values(): Iterable<Room> {
    return this.#rooms.values();
  }
  get(name: string): Room | undefined {
    return this.#rooms.get(name as RoomName);
  }
  describe(): RoomEpoch[] {
    return [...this.#rooms.values()].map((room) => room.describe());
  }
  get digest(): number {
    return roomsDigest([...this.#rooms.values()].map(({ name, epoch }) => ({ room: name, epoch })));
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
      try {
        return await this.#open(name, epoch, cause);
      } finally {
        this.#openingCount--;
      }
    });
  }

  async #open(name: RoomName, epoch: number, cause: PathCause): Promise<Room> {
    const { clock, sink, log, place } = this.#options;
    this.#seen.note(name, epoch);
    const worker = await place();
    const room = await Room.create({
      name,
      epoch,
      cause,
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
    this.#rooms.set(name, room);
    room.log.info({ slot: worker.slot, cause }, "room opened");
    sink.broadcast({ body: "roomsChanged", roomsChanged: { opened: [room.describe()], closed: [] } });
    return room;
  }

  /**
   * Closes the room for everybody in it. One that is not held is closed already.
   * @throws HoldfastError epoch_stale when the room is held at a higher epoch.
   */
  close(name: RoomName, epoch: number, code: ErrorCode): Promise<void> {
    return this.#opening.run(name, async () => {
      const room = this.#rooms.get(name);
      this.#seen.note(name, epoch);
      if (!room) return;
      if (epoch !== 0 && epoch < room.epoch) throw new HoldfastError("epoch_stale");
      for (const member of room.members.values())
        endSession({ room, member, session: member.session }, this.#options.index, code);
      this.#letGo(room, code);
    });
  }

  /** Tells how many sessions rooms have that have gained or lost some since the last time. */
  tellSizes(): void {
    const resized = [...this.#rooms.values()].filter(
      ({ name, members }) => this.#toldSessions.get(name) !== members.size,
    );
    if (resized.length === 0) return;
    for (const { name, members } of resized) this.#toldSessions.set(name, members.size);
    this.#options.sink.broadcast({
      body: "roomsChanged",
      roomsChanged: { resized: resized.map((room) => room.describe()) },
    });
  }

  /** The worker is dead, and these rooms with it. Their sessions are forgotten: they are re-placed, not told. */
  lose(worker: MediaWorker): RoomEpoch[] {
    const lost = [...this.#rooms.values()].filter((room) => room.worker === worker);
    const described = lost.map((room) => room.describe());
    for (const room of lost) this.#forget(room, "node_unavailable");
    return described;
  }

  closeAll(reason: ErrorCode): void {
    this.#closed = true;
    for (const room of this.#rooms.values()) this.#forget(room, reason);
  }

  #letGo(room: Room, reason: ErrorCode): void {
    if (this.#rooms.get(room.name) !== room) return;
    const closed = room.describe();
    this.#forget(room, reason);
    this.#options.sink.broadcast({ body: "roomsChanged", roomsChanged: { opened: [], closed: [closed] } });
  }

  #forget(room: Room, reason: ErrorCode): void {
    this.#rooms.delete(room.name);
    this.#toldSessions.delete(room.name);
    for (const session of room.sessions) this.#options.index.delete(session);
    room.close(reason);
  }
}
