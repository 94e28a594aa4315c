// A signaling replica: everything that ships but its sockets and its tokens.

import { decodeEvent } from "../../proto/cluster-codec.ts";
import type { Event, Reply, Request } from "../../proto/codec.ts";
import { type ErrorCode, type HoldfastError, errorTable } from "../../proto/errors.ts";
import type { NodeId, ParticipantId, PathId, ReplicaId, RoomName } from "../../proto/ids.ts";
import { RpcResponder } from "../../proto/rpc.ts";
import type { FailoverReport } from "../../signaling/rooms/rooms-deps.ts";
import { grantsSchema } from "../../signaling/grants.ts";
import { createReplica, type Replica } from "../../signaling/replica.ts";
import type { RelayedEvent } from "../../signaling/session/relayed-event.ts";
import type { RequestConnection, RequestContext } from "../../signaling/session/requests/context.ts";
import { requestHandlers } from "../../signaling/session/requests/index.ts";
import type { Session } from "../../signaling/session/session.ts";
import { GuardedStore } from "../../signaling/store/guarded-store.ts";
import { type ControlEnd, type ControlWatch, dialNode } from "./control-channel.ts";
import { type Channel, Host, type Network } from "./network.ts";
import type { Random } from "./random.ts";
import type { Logger } from "../../base/logger.ts";
import type { SimNode } from "./sim-node.ts";
import { StoreClient, type StoreServer } from "./sim-store.ts";

export type ClientMessage =
  | { request: Request }
  | { cancel: { id: number } }
  | { reply: Reply }
  | { event: Event }
  | { closed: ErrorCode };

export interface SimReplicaOptions {
  id: ReplicaId;
  network: Network;
  random: Random;
  nodes: ReadonlyMap<string, SimNode>;
  store: StoreServer;
  maxSessions: number;
  /** Whether rooms move to even out the nodes. */
  rebalance: boolean;
  log: Logger;
  onFailover(report: FailoverReport): void;
  /** Of each connection to a node. */
  watch(nodeId: NodeId): ControlWatch | undefined;
}

export const pingIntervalMs = 5_000;
const idleTimeoutMs = 15_000;
/** Of the time of day. */
const maxSkewMs = 5_000;
const departureGraceMs = 120_000;
/** Much less than in earnest, so that the minute and a half of a run sees rooms move. */
const rebalanceRestMs = 5_000;

/** `room identity`; whoever presents it is believed. */
export const tokenOf = (room: RoomName, identity: ParticipantId): string => `${room} ${identity}`;

export class SimReplica {
  readonly host = new Host("replica");
  readonly id: ReplicaId;
  readonly replica: Replica;
  alive = true;
  readonly #store: StoreClient;
  readonly #controls = new Set<ControlEnd>();
  readonly #sockets = new Set<ReplicaSocket>();

  private constructor(options: SimReplicaOptions, host: Host, storeClient: StoreClient, store: GuardedStore) {
    const { id, network, random, nodes, maxSessions, rebalance, log, onFailover, watch } = options;
    this.host = host;
    this.id = id;
    this.#store = storeClient;
    // No two machines count the same time: another beginning, and up to 200 ppm faster or slower.
    const startMs = random.between(0, 1e9);
    const rate = 1 + random.between(-2e-4, 2e-4);
    // Nor do all know what time it is.
    const skewMs = random.between(-maxSkewMs, maxSkewMs);
    this.replica = createReplica(
      {
        nodes: [...nodes.keys()],
        clusterSecret: "",
        maxSessions,
        tokenClockToleranceMs: 0,
        departureGraceMs,
        turnUrls: [],
        turnSecret: "",
        turnCredentialTtlMs: 0,
        rebalance,
        rebalanceRestMs,
      },
      {
        replicaId: id,
        store,
        signers: new Map(),
        dial: (dial) => {
          const node = nodes.get(dial.url)!;
          return dialNode(network, host, node, dial, (end) => this.#controls.add(end), watch(node.id));
        },
        clock: { nowMs: () => startMs + network.time.nowMs * rate },
        unixMs: () => Date.now() + skewMs,
        random: random.next,
        metrics: { joined: () => {}, joinFailed: () => {}, observeGap: () => {} },
        onFailover,
        onGap: () => {},
        log,
      },
    );
    const { sessions } = this.replica;
    // Signatures are checked on other threads, in real time.
    Object.defineProperty(sessions, "verify", {
      value: async (token: string) => {
        const [room, identity] = token.split(" ");
        return grantsSchema.parse({ room, identity });
      },
    });
  }

  static async create(options: SimReplicaOptions): Promise<SimReplica> {
    const host = new Host("replica");
    const client = new StoreClient(options.store, options.network, host, options.id);
    const replica = new SimReplica(options, host, client, await GuardedStore.create(client, options.log));
    await replica.replica.nodes.start();
    return replica;
  }

  /** SIGKILL: the kernel closes its sockets; nothing that it still meant to do happens. */
  crash(): void {
    if (!this.alive) return;
    this.alive = false;
    this.replica.close();
    for (const end of this.#controls) end.abandon();
    for (const socket of this.#sockets) socket.abandon();
    this.#sockets.clear();
    void this.#store.close();
  }

  accept(channel: Channel<ClientMessage>): void {
    const { sessions } = this.replica;
    const socket = new ReplicaSocket(channel, { sessions, pingIntervalMs }, () => {
      this.#sockets.delete(socket);
      if (socket.session) sessions.disconnected(socket.session, socket);
    });
    this.#sockets.add(socket);
  }

  /** Asked over HTTP; what it answers is a matter of the API's own tests. */
  drain(nodeId: NodeId, timeoutMs: number): Promise<unknown> {
    return this.replica.operations.drain(nodeId, { timeoutMs, force: true });
  }

  uncordon(nodeId: NodeId): Promise<unknown> {
    return this.replica.operations.uncordon(nodeId);
  }
}

/** What socket/client-connection.ts is over a WebSocket. */
class ReplicaSocket implements RequestConnection {
  session: Session | undefined;
  joining = false;
  open = true;
  readonly #channel: Channel<ClientMessage>;
  readonly #responder: RpcResponder<Request, Reply, RequestContext>;
  readonly #onClosed: () => void;
  #idleTimer: NodeJS.Timeout;

  constructor(channel: Channel<ClientMessage>, context: Omit<RequestContext, "connection">, onClosed: () => void) {
    this.#channel = channel;
    this.#onClosed = onClosed;
    this.#idleTimer = setTimeout(() => this.#close("join_timeout"), 5_000);
    this.#responder = new RpcResponder(requestHandlers, {
      send: (reply) => channel.send(1, { reply }),
      maxPending: 100,
      onError: (error) => {
        if (!this.session) queueMicrotask(() => this.#close(error.code));
      },
    });
    channel.receive(1, {
      onMessage: (message) => {
        if (this.session) this.#restartIdleTimer();
        if ("request" in message) this.#responder.accept(message.request, { ...context, connection: this });
        else if ("cancel" in message) this.#responder.cancel(message.cancel.id);
      },
      onClosed: () => this.#ended(),
    });
  }

  joined(session: Session): void {
    this.session = session;
    this.#restartIdleTimer();
  }

  sendEvent(event: Event): void {
    // Events of a node are numbered, and followed once; those of the replica are to be harmless when they come again.
    this.#channel.send(1, { event }, true);
  }

  relayEvent(pathId: PathId, seq: number, { encoded }: RelayedEvent): void {
    this.sendEvent(Object.assign(decodeEvent(encoded), { seq, pathId }));
  }

  end(error: HoldfastError): void {
    this.#close(error.code);
  }

  abandon(): void {
    this.open = false;
    clearTimeout(this.#idleTimer);
    this.#responder.close();
    this.#channel.close(1);
  }

  #close(code: ErrorCode): void {
    if (!this.open) return;
    this.#channel.send(1, { closed: code });
    this.#channel.close(1);
    this.#ended();
  }

  #ended(): void {
    if (!this.open) return;
    this.open = false;
    clearTimeout(this.#idleTimer);
    this.#responder.close();
    // A socket's close event never comes in the turn that closes it.
    setImmediate(this.#onClosed);
  }

  #restartIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#close("idle_timeout"), idleTimeoutMs);
  }
}

export const isFinal = (code: ErrorCode): boolean => !errorTable[code].retryable;
