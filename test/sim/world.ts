// One simulated cluster: nodes, replicas, a store and people in rooms, on one virtual clock and network.

import type { NodeId, ParticipantId, ReplicaId, RoomName } from "../../proto/ids.ts";
import type { decideOffer } from "../../client/path-choice.ts";
import type { judgeEpoch } from "../../sfu/rooms/epoch-rules.ts";
import type { FailoverReport } from "../../signaling/cluster/rooms-deps.ts";
import { Network } from "./network.ts";
import { Random } from "./random.ts";
import type { ClientPath } from "./client-path.ts";
import { type ClientWorld, SimClient } from "./sim-client.ts";
import { SimNode } from "./sim-node.ts";
import { SimReplica } from "./sim-replica.ts";
import { StoreServer } from "./sim-store.ts";
import type { Trace } from "./trace.ts";
import type { VirtualTime } from "./virtual-time.ts";

export interface Shape {
  nodes: number;
  replicas: number;
  participants: number;
  /** Sessions that one node takes. */
  capacity: number;
}

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
  failover(report: FailoverReport): void;
}

/** Most rooms are small. */
const roomSizes = [1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8, 12];
const hotShare = 0.3;
const joinsOverMs = 3_000;

export class World {
  readonly time: VirtualTime;
  readonly network: Network;
  readonly random: Random;
  readonly nodes = new Map<string, SimNode>();
  readonly replicas: SimReplica[] = [];
  readonly store = new StoreServer();
  readonly clients: SimClient[] = [];
  readonly rooms = new Map<RoomName, SimClient[]>();
  readonly #byIdentity = new Map<ParticipantId, SimClient>();
  readonly #shape: Shape;
  readonly #observer: Observer;
  readonly #broken: BrokenRules;
  readonly #trace: Trace;
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
  }

  /** Starts every process; people join over the first seconds. */
  async start(): Promise<void> {
    const { nodes, replicas, participants, capacity } = this.#shape;
    for (let i = 0; i < nodes; i++) {
      const node = new SimNode({
        id: `n${i}` as NodeId,
        capacity,
        workers: 2,
        network: this.network,
        ...(this.#broken.judgeEpoch ? { judgeEpoch: this.#broken.judgeEpoch } : {}),
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
    const replica = await SimReplica.create({
      id: `r${index}-${++this.#replicaCount}` as ReplicaId,
      network: this.network,
      random: this.random.fork(),
      nodes: this.nodes,
      store: this.store,
      maxSessions: 1_000_000,
      onFailover: (report) => {
        if (replica.alive) this.#observer.failover(report);
      },
    });
    this.replicas[index] = replica;
    this.#trace.add(`replica ${index} starts`);
  }

  *on(node: SimNode): Generator<SimClient> {
    for (const { participantId } of node.paths.values()) {
      const client = this.#byIdentity.get(participantId);
      if (client?.active?.nodeId === node.id) yield client;
    }
  }

  #makeClients(participants: number): void {
    const clientWorld: ClientWorld = {
      network: this.network,
      replicas: this.replicas,
      nodes: this.nodes,
      onFollowed: (client, path) => this.#observer.followed(client, path),
      onChanged: (client) => this.#observer.changed(client),
      onEnded: (client, { code }) => this.#observer.ended(client, code),
      hasCompany: (client) => (this.rooms.get(client.room) ?? []).some((other) => other !== client && other.present),
      ...(this.#broken.decideOffer ? { decideOffer: this.#broken.decideOffer } : {}),
    };
    for (let roomCount = 0; this.clients.length < participants; roomCount++) {
      const room = `room${roomCount}` as RoomName;
      const hot = this.random.chance(hotShare);
      const size = Math.min(this.random.pick(roomSizes), participants - this.clients.length);
      const members = Array.from({ length: size }, (_, i) => {
        const identity = `p${this.clients.length + i}` as ParticipantId;
        return new SimClient(room, identity, hot, clientWorld, this.random.fork());
      });
      this.rooms.set(room, members);
      for (const client of members) {
        this.clients.push(client);
        this.#byIdentity.set(client.identity, client);
      }
    }
  }
}
