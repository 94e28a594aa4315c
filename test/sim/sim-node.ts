// A node without media: who is in which room at which epoch, by the shipped rules of epochs, limits, serving states and
// replicas that are away. What a worker would carry is a question of reachability (world.ts).

import type { NodeReply, NodeRequest } from "../../proto/cluster-codec.ts";
import type { NodeId, ParticipantId, PathId, ReplicaId, RoomName } from "../../proto/ids.ts";
import { RpcResponder } from "../../proto/rpc.ts";
import type { Logger } from "../../base/logger.ts";
import { ReplicaHub } from "../../sfu/control/replica-hub.ts";
import { heartbeatMs } from "../../sfu/heartbeat.ts";
import type { NodeLimits } from "../../sfu/limits.ts";
import type { NodeEvent } from "../../sfu/messages.ts";
import { judgeEpoch } from "../../sfu/rooms/epoch-rules.ts";
import { Serving } from "../../sfu/serving.ts";
import type { ControlListener, ControlMessage } from "./control-channel.ts";
import type { Channel, Host, Network } from "./network.ts";
import { NodeBeat } from "./node-beat.ts";
import { NodeRequests } from "./node-requests.ts";
import { NodeRooms } from "./node-rooms.ts";
import { SimProcess } from "./sim-process.ts";
import { describeRoom, participantsOf, type SimPath, type SimRoom } from "./sim-room.ts";

export interface SimNodeOptions {
  id: NodeId;
  capacity: number;
  labels: Record<string, string>;
  workers: number;
  network: Network;
  log: Logger;
  /** The shipped rule, or a broken one, to see that the simulation notices. */
  judgeEpoch?: typeof judgeEpoch;
  /** The room is here now, at its epoch. */
  onHeld(node: SimNode, room: SimRoom): void;
  /** Sessions were put on the node. */
  onAttached(node: SimNode, sessions: number): void;
  /** The media of these participants may have come or gone. */
  onMediaChanged(participants: Iterable<ParticipantId>): void;
}

/** How long sessions go on without a replica that speaks for them. */
const orphanGraceMs = 30_000;

export class SimNode implements ControlListener {
  readonly id: NodeId;
  /** The workers are stopped; with the host stopped too, the machine hangs. */
  mediaStopped = false;
  readonly limits: NodeLimits;
  readonly #options: SimNodeOptions;
  readonly #process: SimProcess;
  readonly #rooms: NodeRooms;
  readonly #requests: NodeRequests;
  #beat!: NodeBeat;
  #hub!: ReplicaHub;
  #serving!: Serving;
  readonly #channels = new Set<Channel<ControlMessage>>();

  constructor(options: SimNodeOptions) {
    const { id, capacity, workers, network, onHeld, onAttached, onMediaChanged } = options;
    this.#options = options;
    this.id = id;
    this.limits = { maxRooms: 100_000, capacity, maxParticipantsPerRoom: 1_000, maxTracksPerParticipant: 16 };
    this.#process = new SimProcess("node", network);
    const common = { process: this.#process, limits: this.limits, onMediaChanged };
    const judge = options.judgeEpoch ?? judgeEpoch;
    this.#rooms = new NodeRooms({
      ...common,
      workers,
      judgeEpoch: judge,
      hub: () => this.#hub,
      onHeld: (room) => onHeld(this, room),
    });
    this.#requests = new NodeRequests({
      ...common,
      id,
      rooms: this.#rooms,
      serving: () => this.#serving,
      onAttached: (sessions) => onAttached(this, sessions),
    });
  }

  get host(): Host {
    return this.#process.host;
  }
  get alive(): boolean {
    return this.#process.alive;
  }
  /** Counts the process's starts and ends. */
  get boot(): number {
    return this.#process.boot;
  }
  get rooms(): ReadonlyMap<RoomName, SimRoom> {
    return this.#rooms.active;
  }
  get standbys(): ReadonlyMap<RoomName, SimRoom> {
    return this.#rooms.standbys;
  }
  get leaving(): ReadonlySet<SimRoom> {
    return this.#rooms.leaving;
  }
  get paths(): ReadonlyMap<PathId, SimPath> {
    return this.#rooms.paths;
  }
  /** Paths that count against the capacity. */
  get sessions(): number {
    return this.#rooms.attached;
  }
  get capacity(): number {
    return this.limits.capacity;
  }
  get serving(): ReturnType<Serving["describe"]> {
    return this.#serving.describe();
  }

  /** Media could flow on the path. */
  carries(pathId: PathId): boolean {
    return this.alive && !this.mediaStopped && this.paths.has(pathId);
  }

  start(): void {
    const { network, log } = this.#options;
    this.#process.start();
    this.mediaStopped = false;
    this.#rooms.start();
    this.#beat = new NodeBeat(this.#rooms, this.capacity);
    this.#hub = new ReplicaHub({
      log,
      graceMs: orphanGraceMs,
      onOrphaned: (replicaId) =>
        this.#process.whenAwake(() => {
          for (const path of this.paths.values()) if (path.replicaId === replicaId) this.#rooms.leave(path);
        }),
    });
    this.#serving = new Serving({
      clock: { nowMs: () => network.time.nowMs },
      log,
      rooms: () => ({ held: this.rooms.size + this.leaving.size, arrived: this.#rooms.arrived }),
    });
    const { boot } = this;
    const beat = (): void => {
      if (boot !== this.boot || !this.alive) return;
      if (!this.host.stopped) for (const event of this.#beat.next(this.#serving)) this.#hub.broadcast(event);
      network.time.after(heartbeatMs, beat);
    };
    network.time.after(network.random.between(0, heartbeatMs), beat);
  }

  /** SIGKILL: everything is gone, and the kernel closes its sockets. */
  crash(): void {
    const gone = participantsOf(this.paths.values());
    this.#process.end();
    this.#hub.close();
    for (const channel of this.#channels) channel.close(1);
    this.#channels.clear();
    this.#rooms.end();
    this.host.goOn();
    this.#options.onMediaChanged(gone);
  }

  stop(withMedia: boolean): void {
    this.host.stop();
    if (!withMedia) return;
    this.mediaStopped = true;
    this.#options.onMediaChanged(participantsOf(this.paths.values()));
  }

  goOn(): void {
    this.mediaStopped = false;
    this.host.goOn();
    this.#options.onMediaChanged(participantsOf(this.paths.values()));
  }

  workerDied(slot: number): void {
    this.#rooms.workerDied(slot);
  }

  accept(channel: Channel<ControlMessage>): void {
    this.#channels.add(channel);
    let replicaId: ReplicaId | undefined;
    const connection = {
      sendEvent: (event: NodeEvent) => channel.send(1, { event }, true),
      supersede: () => channel.close(1),
    };
    const responder = new RpcResponder<NodeRequest, NodeReply, { replicaId: ReplicaId }>(this.#requests.handlers(), {
      maxPending: 10_000,
      send: (reply) => channel.send(1, { reply }),
    });
    channel.receive(1, {
      onMessage: (message) => {
        if ("hello" in message) {
          replicaId = message.hello;
          this.#hub.connected(replicaId, connection);
          channel.send(1, { identity: this.#identity() });
          this.#hub.flushMissed(replicaId);
        } else if ("request" in message && replicaId) responder.accept(message.request, { replicaId });
        else if ("cancel" in message) responder.cancel(message.cancel.id);
      },
      onClosed: () => {
        this.#channels.delete(channel);
        responder.close();
        if (replicaId) this.#hub.disconnected(replicaId, connection);
      },
    });
  }

  #identity(): Extract<ControlMessage, { identity: unknown }>["identity"] {
    return {
      nodeId: this.id,
      bootId: `${this.id}-${this.boot}`,
      capacity: this.capacity,
      rooms: [...this.rooms.values(), ...this.standbys.values()].map(describeRoom),
      serving: this.#serving.describe(),
      labels: this.#options.labels,
    };
  }
}
