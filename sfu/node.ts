import { lookup } from "node:dns/promises";
import { networkInterfaces } from "node:os";
import { type Clock, monotonicClock } from "../base/clock.ts";
import { KeyedQueue } from "../base/keyed-queue.ts";
import type { Logger } from "../base/logger.ts";
import type { ErrorCode } from "../proto/errors.ts";
import { type NodeId, randomId, type ReplicaId, type SessionId } from "../proto/ids.ts";
import { startAnnouncing } from "./announcer.ts";
import { labelsOf, type SfuConfig } from "./config.ts";
import { controlRequests } from "./control/control-requests.ts";
import { ControlServer } from "./control/control-server.ts";
import { ReplicaHub } from "./control/replica-hub.ts";
import { startHeartbeat } from "./heartbeat.ts";
import type { NodeLimits } from "./limits.ts";
import type { NodeParts } from "./node-parts.ts";
import { resolveMediaAddresses } from "./media-addresses.ts";
import { LoadSampler } from "./load-sampler.ts";
import { leaveRoom } from "./rooms/leave.ts";
import { KnownCapabilities } from "./rooms/receive-capabilities.ts";
import { RoomRegistry } from "./rooms/room-registry.ts";
import { PathIndex } from "./rooms/path-index.ts";
import { Serving } from "./serving.ts";
import type { MediaWorker } from "./workers/media-worker.ts";
import { warmUp } from "./warm-up.ts";
import { withoutSlot } from "./workers/choose-slot.ts";
import { WorkerPool } from "./workers/worker-pool.ts";

/** How long an Attach waits for a worker when all are dead: a respawn takes 50 ms. */
const placeWaitMs = 2_000;

/**
 * One SFU process: its workers, the rooms on them, and the control server that replicas speak to.
 *
 *   Node ── WorkerPool ── WorkerSlot ── MediaWorker (process, WebRtcServer)
 *     ├──── RoomRegistry ── Room (router) ── Member, PeerPath (transports, consumers), PublishedTrack (producer)
 *     └──── ControlServer ── ControlLink;  ReplicaHub: which replica is there, and what it has missed
 */
export class Node implements NodeParts {
  readonly nodeId: NodeId;
  readonly limits: NodeLimits;
  readonly capabilities = new KnownCapabilities();
  readonly index = new PathIndex();
  readonly sessionQueue = new KeyedQueue<SessionId>();
  readonly rooms: RoomRegistry;
  readonly serving: Serving;
  readonly #hub: ReplicaHub;
  readonly #log: Logger;
  #pool: WorkerPool | undefined;
  #server: ControlServer | undefined;
  #heartbeat: ReturnType<typeof startHeartbeat> | undefined;
  #stopAnnouncing: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  private constructor(config: SfuConfig, log: Logger, clock: Clock) {
    this.nodeId = config.nodeId;
    this.limits = config;
    this.#log = log;
    this.#hub = new ReplicaHub({
      log,
      graceMs: config.replicaGraceMs,
      onOrphaned: (replicaId) => this.#dropOrphans(replicaId),
    });
    this.rooms = new RoomRegistry({
      clock,
      log,
      sink: this.#hub,
      limits: config,
      index: this.index,
      place: (open, avoid) => this.#pool!.place(() => withoutSlot(this.#load!.slotLoads(), avoid), placeWaitMs, open),
    });
    this.serving = new Serving({ clock, log, rooms: () => this.rooms.count });
  }
  #load: LoadSampler | undefined;

  /** @throws ConfigError when a worker does not start or a port is taken; nothing is left running then. */
  static async create(config: SfuConfig, parentLog: Logger, clock: Clock = monotonicClock): Promise<Node> {
    const log = parentLog.child({ node: config.nodeId });
    const node = new Node(config, log, clock);
    const onWorkerDied = (worker: MediaWorker, cause: string): void => node.#onWorkerDied(worker, cause);
    const addresses = await resolveMediaAddresses({
      ...config,
      lookup: (name) => lookup(name, { all: true }),
      interfaces: networkInterfaces(),
    });
    const pool = await WorkerPool.create({ config, addresses, clock, random: Math.random, log, onWorkerDied });
    node.#pool = pool;
    const load = new LoadSampler(pool, () => node.rooms.values(), clock);
    node.#load = load;
    await warmUp(pool, config, clock, log);
    const bootId = randomId(12);
    const link = {
      secret: config.clusterSecret,
      nodeId: config.nodeId,
      bootId,
      capacity: config.capacity,
      labels: labelsOf(config),
      handlers: controlRequests(node),
      hub: node.#hub,
      rooms: () => node.rooms.describe(),
      serving: () => node.serving.describe(),
      log,
    };
    try {
      node.#server = await ControlServer.create({
        host: config.controlHost,
        port: config.controlPort,
        announcedUrl: config.controlAnnouncedUrl,
        log,
        link,
      });
    } catch (error) {
      await node.close("shutting_down");
      throw error;
    }
    const { rooms, index, serving } = node;
    node.#heartbeat = startHeartbeat({ sink: node.#hub, load, rooms, index, serving, capacity: config.capacity });
    const { signalingUrls, nodeId, clusterSecret } = config;
    const { url } = node.#server;
    node.#stopAnnouncing = startAnnouncing({ signalingUrls, nodeId, bootId, url, clusterSecret, log });
    log.info(
      {
        control: `${config.controlHost}:${node.controlPort}`,
        addresses,
        rtcPort: config.rtcPort,
        workers: config.workers,
      },
      "node ready",
    );
    return node;
  }

  get controlPort(): number {
    return this.#server?.port ?? 0;
  }

  get workerPids(): number[] {
    return (this.#pool?.slots ?? []).flatMap(({ worker }) => (worker ? [worker.pid] : []));
  }

  /** Asks the replicas to move all rooms elsewhere; resolves when none is left or the time is up. Call close() then. */
  async drain(timeoutMs: number): Promise<void> {
    await this.serving.leave(timeoutMs);
    this.#heartbeat?.beat(); // so that replicas know that this was the plan
  }

  /** Idempotent: every call gets the same promise, which resolves when no process of the node is left. */
  close(reason: ErrorCode = "shutting_down"): Promise<void> {
    this.#closing ??= this.#close(reason);
    return this.#closing;
  }

  async #close(reason: ErrorCode): Promise<void> {
    this.#stopAnnouncing?.();
    this.#heartbeat?.stop();
    await this.#server?.close(reason);
    this.#hub.close();
    this.rooms.closeAll(reason);
    await this.#pool?.close();
    this.#log.info({ reason }, "node closed");
  }

  #onWorkerDied(worker: MediaWorker, cause: string): void {
    const rooms = this.rooms.lose(worker);
    const liveWorkers = this.#pool?.liveCount ?? 0;
    this.#hub.broadcast({ body: "roomsLost", roomsLost: { rooms, workerSlot: worker.slot, liveWorkers, cause } });
  }

  #dropOrphans(replicaId: ReplicaId): void {
    const paths = this.index.ofReplica(replicaId);
    if (paths.length > 0)
      this.#log.warn({ replica: replicaId, paths: paths.length }, "no replica speaks for these paths any more");
    for (const found of paths) leaveRoom(found, this.index, "absent");
  }
}
