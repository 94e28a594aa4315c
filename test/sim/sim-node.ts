// A node without media: who is in which room at which epoch, by the shipped rules of epochs, limits, serving states and
// replicas that are away. What a worker would carry is a question of reachability (world.ts).

import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import type { NodeReply, NodeRequest } from "../../proto/cluster-codec.ts";
import type { NodeId, ParticipantId, PathId, ReplicaId, RoomName, SessionId } from "../../proto/ids.ts";
import { type RpcHandlers, RpcResponder } from "../../proto/rpc.ts";
import { roomsDigest } from "../../proto/rooms-digest.ts";
import { ReplicaHub } from "../../sfu/control/replica-hub.ts";
import { heartbeatMs } from "../../sfu/heartbeat.ts";
import { checkRoomLimit, checkSessionLimits, type NodeLimits } from "../../sfu/limits.ts";
import type { NodeEvent, RoomEpoch } from "../../sfu/messages.ts";
import { judgeEpoch, SeenEpochs } from "../../sfu/rooms/epoch-rules.ts";
import { PathEvents } from "../../sfu/rooms/path-events.ts";
import { isStaleSession } from "../../sfu/rooms/stale-session.ts";
import { Serving } from "../../sfu/serving.ts";
import type { Channel } from "./network.ts";
import { Host, type Network } from "./network.ts";
import type { ControlListener, ControlMessage } from "./control-channel.ts";
import { silentLog } from "./silent-log.ts";

export interface SimRoom {
  readonly name: RoomName;
  epoch: number;
  standby: boolean;
  leaving: boolean;
  readonly worker: number;
  readonly paths: Map<ParticipantId, SimPath>;
  /** Attaches that are under way. */
  building: number;
  closedBecause: ErrorCode | undefined;
}

export interface SimPath {
  readonly id: PathId;
  readonly sessionId: SessionId;
  readonly participantId: ParticipantId;
  readonly joinedAtMs: number;
  readonly room: SimRoom;
  readonly events: PathEvents;
  replicaId: ReplicaId;
  released: boolean;
}

export interface SimNodeOptions {
  id: NodeId;
  capacity: number;
  workers: number;
  network: Network;
  /** The shipped rule, or a broken one, to see that the simulation notices. */
  judgeEpoch?: typeof judgeEpoch;
  /** Sessions were put on the node. */
  onAttached(node: SimNode, sessions: number): void;
  /** The media of these participants may have come or gone. */
  onMediaChanged(participants: Iterable<ParticipantId>): void;
}

type Handlers = RpcHandlers<NodeRequest, NodeReply, { replicaId: ReplicaId }>;

const emptyRoomMs = 5_000;
const attachMs = [3, 20] as const;

export class SimNode implements ControlListener {
  readonly id: NodeId;
  readonly host = new Host("node");
  readonly limits: NodeLimits;
  alive = false;
  /** The workers are stopped; with the host stopped too, the machine hangs. */
  mediaStopped = false;
  readonly paths = new Map<PathId, SimPath>();
  readonly #options: SimNodeOptions;
  #boot = 0;
  #pathCount = 0;
  #attached = 0;
  #rooms = new Map<RoomName, SimRoom>();
  #standbys = new Map<RoomName, SimRoom>();
  #leaving = new Set<SimRoom>();
  #toldSizes = new Map<RoomName, number>();
  #arrived = 0;
  #seen = new SeenEpochs();
  #hub!: ReplicaHub;
  #serving!: Serving;
  #liveWorkers: boolean[] = [];
  #channels = new Set<Channel<ControlMessage>>();

  constructor(options: SimNodeOptions) {
    this.#options = options;
    this.id = options.id;
    this.limits = {
      maxRooms: 100_000,
      capacity: options.capacity,
      maxParticipantsPerRoom: 1_000,
      maxTracksPerParticipant: 16,
    };
  }

  get rooms(): ReadonlyMap<RoomName, SimRoom> {
    return this.#rooms;
  }
  get leaving(): ReadonlySet<SimRoom> {
    return this.#leaving;
  }
  get standbys(): ReadonlyMap<RoomName, SimRoom> {
    return this.#standbys;
  }
  /** Paths that count against the capacity. */
  get sessions(): number {
    return this.#attached;
  }
  /** Counts the process's starts and ends. */
  get boot(): number {
    return this.#boot;
  }
  get serving(): ReturnType<Serving["describe"]> {
    return this.#serving.describe();
  }
  get capacity(): number {
    return this.limits.capacity;
  }

  /** Media could flow on the path. */
  carries(pathId: PathId): boolean {
    return this.alive && !this.mediaStopped && this.paths.has(pathId);
  }

  start(): void {
    this.#boot++;
    this.alive = true;
    this.mediaStopped = false;
    this.#liveWorkers = Array.from({ length: this.#options.workers }, () => true);
    this.#seen = new SeenEpochs();
    this.#hub = new ReplicaHub({
      log: silentLog,
      graceMs: 30_000,
      onOrphaned: (replicaId) =>
        this.#whenAwake(() => {
          for (const path of this.paths.values()) if (path.replicaId === replicaId) this.#leave(path);
        }),
    });
    this.#serving = new Serving({
      clock: { nowMs: () => this.#options.network.time.nowMs },
      log: silentLog,
      rooms: () => ({ held: this.#rooms.size + this.#leaving.size, arrived: this.#arrived }),
    });
    const boot = this.#boot;
    const beat = (): void => {
      if (boot !== this.#boot || !this.alive) return;
      if (!this.host.stopped) this.#beat();
      this.#options.network.time.after(heartbeatMs, beat);
    };
    this.#options.network.time.after(this.#options.network.random.between(0, heartbeatMs), beat);
  }

  /** SIGKILL: everything is gone, and the kernel closes its sockets. */
  crash(): void {
    const gone = this.#participants(this.paths.values());
    this.alive = false;
    this.#boot++;
    this.#hub.close();
    for (const channel of this.#channels) channel.close(1);
    this.#channels.clear();
    this.paths.clear();
    this.#rooms.clear();
    this.#standbys.clear();
    this.#leaving.clear();
    this.#toldSizes.clear();
    this.#attached = 0;
    this.host.goOn();
    this.#options.onMediaChanged(gone);
  }

  stop(withMedia: boolean): void {
    this.host.stop();
    if (!withMedia) return;
    this.mediaStopped = true;
    this.#options.onMediaChanged(this.#participants(this.paths.values()));
  }

  goOn(): void {
    this.mediaStopped = false;
    this.host.goOn();
    this.#options.onMediaChanged(this.#participants(this.paths.values()));
  }

  workerDied(slot: number): void {
    const lost = [...this.#all()].filter((room) => room.worker === slot);
    const described = lost.map(describe);
    const gone = lost.flatMap((room) => [...room.paths.values()]);
    for (const room of lost) this.#forget(room, "node_unavailable");
    this.#liveWorkers[slot] = false;
    this.#later(1_000, () => (this.#liveWorkers[slot] = true));
    const liveWorkers = this.#liveWorkers.filter(Boolean).length;
    this.#hub.broadcast({
      body: "roomsLost",
      roomsLost: { rooms: described, workerSlot: slot, liveWorkers, cause: "worker died" },
    });
    this.#options.onMediaChanged(this.#participants(gone));
  }

  accept(channel: Channel<ControlMessage>): void {
    this.#channels.add(channel);
    let replicaId: ReplicaId | undefined;
    const connection = {
      sendEvent: (event: NodeEvent) => channel.send(1, { event }, true),
      supersede: () => channel.close(1),
    };
    const responder = new RpcResponder<NodeRequest, NodeReply, { replicaId: ReplicaId }>(this.#handlers(), {
      maxPending: 10_000,
      send: (reply) => channel.send(1, { reply }),
    });
    channel.receive(1, {
      onMessage: (message) => {
        if ("hello" in message) {
          replicaId = message.hello;
          this.#hub.connected(replicaId, connection);
          channel.send(1, {
            identity: {
              nodeId: this.id,
              bootId: `${this.id}-${this.#boot}`,
              capacity: this.limits.capacity,
              rooms: [...this.#rooms.values(), ...this.#standbys.values()].map(describe),
              serving: this.#serving.describe(),
              region: "",
            },
          });
          this.#hub.flushMissed(replicaId);
        } else if ("request" in message && replicaId) void responder.accept(message.request, { replicaId });
        else if ("cancel" in message) responder.cancel(message.cancel.id);
      },
      onClosed: () => {
        this.#channels.delete(channel);
        responder.close();
        if (replicaId) this.#hub.disconnected(replicaId, connection);
      },
    });
  }

  #handlers(): Handlers {
    return {
      hello: () => Promise.reject(new HoldfastError("already_joined")),
      attach: async (request, { replicaId }, signal) => ({ results: await this.#attach(request, replicaId, signal) }),
      detach: async ({ sessionIds = [], pathIds = [] }) => {
        const found = [...this.paths.values()].filter(
          ({ id, sessionId }) => sessionIds.includes(sessionId) || pathIds.includes(id),
        );
        for (const path of found) this.#leave(path);
        return {};
      },
      session: async ({ sessionId, pathId }) => {
        const path = this.paths.get(pathId as PathId);
        if (path?.sessionId !== sessionId) throw new HoldfastError("path_unknown");
        return { body: "restartIce", restartIce: {} };
      },
      closeRoom: async ({ room: name, epoch = 0, graceMs = 0 }) => {
        const room = this.#rooms.get(name as RoomName);
        if (!graceMs) this.#seen.note(name ?? "", epoch);
        if (!room) return {};
        if (room.epoch > epoch) {
          if (graceMs) return {};
          throw new HoldfastError("epoch_stale");
        }
        if (graceMs) this.#leaveGracefully(room, graceMs);
        else this.#close(room, "epoch_stale", true);
        return {};
      },
      promoteRoom: async ({ room: name, epoch = 0 }) => {
        const room = this.#promote(name as RoomName, epoch);
        return { pathIds: [...room.paths.values()].map(({ id }) => id) };
      },
      adopt: async ({ paths = [] }, { replicaId }) => ({
        paths: paths.flatMap(({ pathId, sessionId, lastSeq }) => {
          const path = this.paths.get(pathId as PathId);
          return path && path.sessionId === sessionId ? [this.#adopt(path, replicaId, lastSeq ?? 0)] : [];
        }),
      }),
      releasePaths: async ({ pathIds = [] }) => {
        for (const id of pathIds) {
          const path = this.paths.get(id as PathId);
          if (!path) continue;
          path.released = true;
          this.#leftIfReleased(path.room);
        }
        return {};
      },
      setServing: async (wanted) => {
        this.#serving.set(wanted);
        return { serving: this.#serving.describe() };
      },
      manageParticipant: () => Promise.reject(new HoldfastError("unknown_request")),
      describeRoom: async ({ room: name }) => {
        const room = this.#rooms.get(name as RoomName);
        if (!room) throw new HoldfastError("not_found");
        return { held: describe(room), participants: [] };
      },
    };
  }

  async #attach(
    { room: name, epoch = 0, sessions = [], standby, cause = 0 }: Parameters<Handlers["attach"]>[0],
    replicaId: ReplicaId,
    signal: AbortSignal,
  ): Promise<NonNullable<Awaited<ReturnType<Handlers["attach"]>>["results"]>> {
    const boot = this.#boot;
    const room = this.#admit(name as RoomName, epoch, standby ?? false);
    room.building++;
    await this.#working();
    room.building--;
    const gone = boot !== this.#boot || signal.aborted || !this.#has(room);
    let attached = 0;
    const results = sessions.map((ask) => {
      const participantId = (ask.participant?.id ?? "") as ParticipantId;
      const sessionId = (ask.sessionId ?? "") as SessionId;
      const joinedAtMs = ask.participant?.joinedAtMs ?? 0;
      const replaced = room.paths.get(participantId);
      try {
        if (gone) throw new HoldfastError(room.closedBecause ?? "cancelled");
        if (isStaleSession({ joinedAtMs }, replaced, cause)) throw new HoldfastError("replaced");
        const counts = {
          nodeSessions: this.#attached,
          roomParticipants: room.paths.size,
          replaces: replaced !== undefined,
        };
        checkSessionLimits(counts, this.limits);
      } catch (error) {
        return { sessionId, outcome: "error" as const, error: HoldfastError.from(error).toMessage() };
      }
      if (replaced) {
        if (replaced.sessionId !== sessionId) this.#tellEnded(replaced, "replaced");
        this.#remove(replaced);
      }
      const path: SimPath = {
        id: `${this.id}-${boot}-${++this.#pathCount}` as PathId,
        sessionId,
        participantId,
        joinedAtMs,
        room,
        events: new PathEvents(),
        replicaId,
        released: false,
      };
      room.paths.set(participantId, path);
      this.paths.set(path.id, path);
      if (!room.leaving) this.#attached++;
      attached++;
      const offer = {
        path: { id: path.id, nodeId: this.id, epoch: room.epoch },
        cause,
        participants: [],
        consumers: [],
        settled: true,
        role: standby ? 1 : 0,
      };
      return { sessionId, outcome: "offer" as const, offer };
    });
    this.#options.onAttached(this, attached);
    if (attached > 0) this.#options.onMediaChanged(room.paths.keys());
    this.#emptyLater(room);
    return results;
  }

  #admit(name: RoomName, epoch: number, standby: boolean): SimRoom {
    const judge = this.#options.judgeEpoch ?? judgeEpoch;
    const seen = this.#seen.get(name);
    if (standby) {
      if (epoch < (seen ?? 0)) throw new HoldfastError("epoch_stale");
      const held = this.#standbys.get(name);
      if (!held) return this.#open(name, epoch, true);
      if (epoch > held.epoch) this.#renumber(held, () => (held.epoch = epoch));
      return held;
    }
    const held = this.#rooms.get(name);
    const verdict = judge({ held: held?.epoch, seen }, epoch);
    if (verdict === "stale") throw new HoldfastError("epoch_stale");
    if (verdict === "join") return held!;
    if (verdict === "replace") this.#close(held!, "epoch_stale");
    this.#seen.note(name, epoch);
    return this.#open(name, epoch, false);
  }

  #open(name: RoomName, epoch: number, standby: boolean): SimRoom {
    checkRoomLimit(this.#rooms.size + this.#standbys.size, this.limits);
    const avoid = standby ? this.#rooms.get(name)?.worker : undefined;
    const slots = this.#liveWorkers.flatMap((alive, slot) => (alive ? [slot] : []));
    const worker =
      slots.find((slot) => slot !== avoid && (slot + this.#arrived) % 2 === 0) ??
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
    (standby ? this.#standbys : this.#rooms).set(name, room);
    if (!standby) this.#arrived++;
    this.#changed([room], []);
    return room;
  }

  #promote(name: RoomName, epoch: number): SimRoom {
    const room = this.#standbys.get(name);
    if (!room) throw new HoldfastError("not_found", "standby");
    const older = this.#rooms.get(name);
    const judge = this.#options.judgeEpoch ?? judgeEpoch;
    if (judge({ held: older?.epoch, seen: this.#seen.get(name) }, epoch) === "stale" || older?.epoch === epoch)
      throw new HoldfastError("epoch_stale");
    if (older) this.#close(older, "epoch_stale");
    this.#seen.note(name, epoch);
    this.#renumber(room, () => {
      this.#standbys.delete(name);
      this.#rooms.set(name, room);
      this.#arrived++;
      room.standby = false;
      room.epoch = epoch;
    });
    this.#options.onMediaChanged(room.paths.keys());
    return room;
  }

  #adopt(path: SimPath, replicaId: ReplicaId, lastSeq: number) {
    if (path.replicaId !== replicaId) {
      this.#tellEnded(path, "session_moved");
      path.replicaId = replicaId;
    }
    const { room } = path;
    return {
      pathId: path.id,
      room: room.name,
      epoch: room.epoch,
      standby: room.standby,
      participant: { id: path.participantId },
      missed: path.events.after(lastSeq) ?? [],
    };
  }

  #leaveGracefully(room: SimRoom, graceMs: number): void {
    if (!this.#rooms.delete(room.name)) return;
    this.#toldSizes.delete(room.name);
    const closed = describe(room);
    room.leaving = true;
    this.#attached -= room.paths.size;
    this.#leaving.add(room);
    this.#hub.broadcast({ body: "roomsChanged", roomsChanged: { opened: [], closed: [closed] } });
    this.#later(graceMs, () => this.#left(room));
    this.#leftIfReleased(room);
  }

  #leftIfReleased(room: SimRoom): void {
    if (!room.leaving) return;
    if (room.building > 0) return;
    for (const { released } of room.paths.values()) if (!released) return;
    this.#left(room);
  }

  #left(room: SimRoom): void {
    if (!this.#leaving.has(room)) return;
    for (const path of room.paths.values()) {
      const { seq, event } = path.events.add({ body: "pathClosed", pathClosed: { pathId: path.id, reason: "moved" } });
      const targets = [{ sessionId: path.sessionId, pathId: path.id, seq }];
      this.#hub.deliver(path.replicaId, { body: "sessionEvent", sessionEvent: { targets, event } });
    }
    this.#forget(room, "epoch_stale");
  }

  /** Its sessions are told when somebody asked for it. */
  #close(room: SimRoom, code: "epoch_stale" | "room_closed", tell = false): void {
    const closed = describe(room);
    const gone = [...room.paths.values()];
    this.#forget(room, code);
    if (tell) for (const path of gone) this.#tellEnded(path, code);
    this.#hub.broadcast({ body: "roomsChanged", roomsChanged: { opened: [], closed: [closed] } });
    this.#options.onMediaChanged(this.#participants(gone));
  }

  #forget(room: SimRoom, because: ErrorCode): void {
    room.closedBecause = because;
    const gone = [...room.paths.values()];
    for (const path of gone) this.#remove(path);
    if (!this.#leaving.delete(room)) (room.standby ? this.#standbys : this.#rooms).delete(room.name);
    if (!room.standby) this.#toldSizes.delete(room.name);
    this.#options.onMediaChanged(this.#participants(gone));
  }

  #leave(path: SimPath): void {
    this.#remove(path);
    this.#options.onMediaChanged([path.participantId, ...path.room.paths.keys()]);
    this.#leftIfReleased(path.room);
    this.#emptyLater(path.room);
  }

  #remove(path: SimPath): void {
    if (!this.paths.delete(path.id)) return;
    if (path.room.paths.get(path.participantId) === path) path.room.paths.delete(path.participantId);
    if (!path.room.leaving) this.#attached--;
  }

  #emptyLater(room: SimRoom): void {
    if (room.paths.size > 0 || room.building > 0) return;
    this.#later(emptyRoomMs, () => {
      if (room.paths.size === 0 && room.building === 0 && this.#has(room)) {
        if (room.leaving) this.#left(room);
        else this.#close(room, "room_closed");
      }
    });
  }

  #tellEnded({ sessionId, id: pathId, replicaId }: SimPath, code: ErrorCode): void {
    const error = new HoldfastError(code).toMessage();
    this.#hub.deliver(replicaId, { body: "sessionEnded", sessionEnded: { sessionId, pathId, error } });
  }

  #beat(): void {
    const resized = [...this.#rooms.values()].filter(({ name, paths }) => this.#toldSizes.get(name) !== paths.size);
    if (resized.length > 0) {
      for (const { name, paths } of resized) this.#toldSizes.set(name, paths.size);
      this.#hub.broadcast({ body: "roomsChanged", roomsChanged: { resized: resized.map(describe) } });
    }
    this.#serving.look();
    const held = [...this.#rooms.values(), ...this.#standbys.values()];
    const { capacity } = this.limits;
    const share = this.#attached / capacity;
    this.#hub.broadcast({
      body: "heartbeat",
      heartbeat: {
        seq: 0,
        sentAtMs: 0,
        load: {
          workers: this.#liveWorkers.map((alive, slot) => ({
            slot,
            pid: 1,
            alive,
            cpu: share,
            rooms: 0,
            consumers: 0,
          })),
          rooms: held.length,
          sessions: this.#attached,
          capacity,
        },
        roomsDigest: roomsDigest(held.map(({ name, epoch, standby }) => ({ room: name, epoch, standby }))),
        serving: this.#serving.describe(),
      },
    });
  }

  #renumber(room: SimRoom, change: () => void): void {
    const closed = describe(room);
    change();
    this.#changed([room], [closed]);
  }

  #changed(opened: readonly SimRoom[], closed: readonly RoomEpoch[]): void {
    const roomsChanged = { opened: opened.map(describe), closed: [...closed] };
    this.#hub.broadcast({ body: "roomsChanged", roomsChanged });
  }

  *#all(): Generator<SimRoom> {
    yield* this.#rooms.values();
    yield* this.#standbys.values();
    yield* this.#leaving;
  }

  #has(room: SimRoom): boolean {
    return this.#rooms.get(room.name) === room || this.#standbys.get(room.name) === room || this.#leaving.has(room);
  }

  #participants(paths: Iterable<SimPath>): ParticipantId[] {
    return [...paths].map(({ participantId }) => participantId);
  }

  /** Transports take some milliseconds; longer while the process is stopped. */
  async #working(): Promise<void> {
    const { network } = this.#options;
    const waitMs = network.random.between(...attachMs) + this.host.slowMs;
    await new Promise<void>((resolve) => void network.time.after(waitMs, () => this.#whenAwake(resolve)));
  }

  /** Unless the process is another one by then. */
  #later(waitMs: number, run: () => void): void {
    const boot = this.#boot;
    this.#options.network.time.after(waitMs, () =>
      this.#whenAwake(() => {
        if (boot === this.#boot) run();
      }),
    );
  }

  #whenAwake(run: () => void): void {
    if (this.host.stopped) this.host.whenGoesOn(run);
    else run();
  }
}

const describe = ({ name, epoch, paths, standby, leaving }: SimRoom): RoomEpoch => ({
  room: name,
  epoch,
  sessions: paths.size,
  standby,
  leaving,
});
