// One simulated cluster: nodes, replicas, a store and people in rooms, on one virtual clock and network.

import type { NodeId, ParticipantId, ReplicaId, RoomName } from "../../proto/ids.ts";
import { regionLabel } from "../../proto/labels.ts";
import type { decideOffer } from "../../client/paths/path-choice.ts";
import type { judgeEpoch } from "../../sfu/rooms/epoch-rules.ts";
import type { FailoverReport } from "../../signaling/rooms/rooms-deps.ts";
import { defaultRoomSettings } from "../../signaling/room-settings.ts";
import type { ControlWatch } from "./control-channel.ts";
import { Network } from "./network.ts";
import { Random } from "./random.ts";
import type { ClientPath } from "./client-path.ts";
import { type ClientWorld, SimClient } from "./sim-client.ts";
import { regionNames, type Shape } from "./shape.ts";
import { simLog } from "./sim-log.ts";
import { SimNode } from "./sim-node.ts";
import type { SimRoom } from "./sim-room.ts";
import { SimReplica } from "./sim-replica.ts";
import { StoreServer } from "./sim-store.ts";
import type { Trace } from "./trace.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** Shipped rules that a test breaks on purpose, to see that the simulation notices. */
export interface BrokenRules {
  judgeEpoch?: typeof judgeEpoch;
  decideOffer?: typeof decideOffer;
}

export interface Observer {
  followed(client: SimClient, path: ClientPath): void;
  changed(client: SimClient): void;
  ended(client: SimClient, code: string): void;
  attached(node: SimNode, sessions: number): void;
  /** The node has opened the room at its epoch, or what stood by there is the room now. */
  held(node: SimNode, room: SimRoom): void;
  failover(report: FailoverReport, replica: ReplicaId): void;
  /** Sees what is said on the replica's connection to the node. */
  watch?(replica: ReplicaId, nodeId: NodeId): ControlWatch;
}

/** Most rooms are small. */
const roomSizes = [1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8, 12];
const smallRoomSizes = [1, 2, 2, 2, 3];
const roomRegions = ["", ...regionNames];
const hotShare = 0.3;
const joinsOverMs = 3_000;

export class World {
  readonly time: VirtualTime;
  readonly network: Network;
  readonly random: Random;
  readonly nodes = new Map<string, SimNode>();
  readonly replicas: SimReplica[] = [];
  readonly store: StoreServer;
  readonly clients: SimClient[] = [];
  readonly rooms = new Map<RoomName, SimClient[]>();
  readonly #byIdentity = new Map<ParticipantId, SimClient>();
  readonly #shape: Shape;
  readonly #observer: Observer;
  readonly #broken: BrokenRules;
  readonly #trace: Trace;
  readonly #clientWorld: ClientWorld;
  #replicaCount = 0;

  constructor(
    shape: Shape,
    seed: number,
    time: VirtualTime,
    trace: Trace,
    observer: Observer,
    broken: BrokenRules = {},
  ) {
    this.#shape = shape;
    this.#observer = observer;
    this.#broken = broken;
    this.#trace = trace;
    this.time = time;
    this.random = new Random(seed);
    this.network = new Network(time, this.random.fork());
    this.store = new StoreServer(this.network);
    this.#clientWorld = {
      network: this.network,
      replicas: this.replicas,
      nodes: this.nodes,
      onFollowed: (client, path) => observer.followed(client, path),
      onChanged: (client) => observer.changed(client),
      onEnded: (client, { code }) => observer.ended(client, code),
      company: (client) => (this.rooms.get(client.room) ?? []).filter((other) => other !== client && other.present),
      ...(broken.decideOffer ? { decideOffer: broken.decideOffer } : {}),
    };
  }

  /** Starts every process; people join over the first seconds. */
  async start(): Promise<void> {
    const { nodes, replicas, participants } = this.#shape;
    for (const [i, { capacity, region }] of nodes.entries()) {
      const node = new SimNode({
        id: `n${i}` as NodeId,
        capacity,
        labels: region === "" ? {} : { [regionLabel]: region },
        workers: 2,
        network: this.network,
        log: simLog(this.#trace, `n${i}`),
        ...(this.#broken.judgeEpoch ? { judgeEpoch: this.#broken.judgeEpoch } : {}),
        onHeld: (on, room) => this.#observer.held(on, room),
        onAttached: (on, sessions) => this.#observer.attached(on, sessions),
        onMediaChanged: (identities) => {
          for (const identity of identities) this.#byIdentity.get(identity)?.mediaChanged();
        },
      });
      this.nodes.set(node.id, node);
      node.start();
    }
    for (let i = 0; i < replicas; i++) void this.startReplica(i);
    await this.time.runUntil(500);
    this.#makeClients(participants);
    for (const client of this.clients) this.time.after(this.random.between(0, joinsOverMs), () => client.start());
  }

  /** A new process where another one was. */
  async startReplica(index: number): Promise<void> {
    const id = `r${index}-${++this.#replicaCount}` as ReplicaId;
    const replica = await SimReplica.create({
      id,
      log: simLog(this.#trace, id),
      network: this.network,
      random: this.random.fork(),
      nodes: this.nodes,
      store: this.store,
      maxSessions: 1_000_000,
      rebalance: this.#shape.rebalance,
      onFailover: (report) => {
        if (replica.alive) this.#observer.failover(report, id);
      },
      watch: (nodeId) => this.#observer.watch?.(id, nodeId),
    });
    this.replicas[index] = replica;
    this.#trace.add(`replica ${index} starts`);
  }

  /** The same person again, from a page of its own. */
  rejoin({ room, identity, hot }: SimClient, inMs: number): void {
    this.time.after(inMs, () => this.#enter(this.#makeClient(room, identity, hot)).start());
  }

  *on(node: SimNode): Generator<SimClient> {
    for (const { participantId } of node.paths.values()) {
      const client = this.#byIdentity.get(participantId);
      if (client?.active?.nodeId === node.id) yield client;
    }
  }

  #makeClients(participants: number): void {
    const { crowded } = this.#shape;
    const regional = this.#shape.nodes.some(({ region }) => region !== "");
    for (let roomCount = 0, count = 0; count < participants; roomCount++) {
      const room = `room${roomCount}` as RoomName;
      const hot = this.random.chance(hotShare) && !crowded;
      if (regional) this.store.settings.set(room, { ...defaultRoomSettings, region: this.random.pick(roomRegions) });
      const size = Math.min(this.random.pick(crowded ? smallRoomSizes : roomSizes), participants - count);
      for (let i = 0; i < size; i++) this.#enter(this.#makeClient(room, `p${count++}` as ParticipantId, hot));
    }
  }

  #makeClient(room: RoomName, identity: ParticipantId, hot: boolean): SimClient {
    return new SimClient(room, identity, hot, this.#clientWorld, this.random.fork());
  }

  /** In the place of the page that the participant had before, if any. */
  #enter(client: SimClient): SimClient {
    const before = this.#byIdentity.get(client.identity);
    this.#byIdentity.set(client.identity, client);
    const members = this.rooms.get(client.room) ?? [];
    this.rooms.set(client.room, members);
    for (const list of [this.clients, members]) {
      if (before) list[list.indexOf(before)] = client;
      else list.push(client);
    }
    return client;
  }
}
