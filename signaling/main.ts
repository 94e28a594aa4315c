// One signaling replica: puts its parts together. Data goes socket -> session -> room -> node, and back as events.

import type { Server } from "node:http";
import { monotonicClock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { newReplicaId } from "../proto/ids.ts";
import { causeName } from "./cause-names.ts";
import { ClusterStatus } from "./nodes/cluster-status.ts";
import { RoomOperations } from "./rooms/room-operations.ts";
import { ControlConnection } from "./nodes/control-connection.ts";
import type { FailoverReport } from "./rooms/rooms-deps.ts";
import { redisTargetOf, type SignalingConfig } from "./config.ts";
import type { DevControl } from "./http/deps.ts";
import { FailoverLog } from "./failover-log.ts";
import { RequestLimits } from "./http/request-limits.ts";
import { createHttpServer } from "./http/server.ts";
import { KeyRing } from "./keys/key-ring.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { readNode } from "./node-metrics.ts";
import { createReplica } from "./replica.ts";
import { acceptSockets } from "./socket/accept.ts";
import { ClientConnections } from "./socket/client-connections.ts";
import { openStore } from "./store/open-store.ts";

export interface SignalingOptions {
  log: Logger;
  /** Development only: the means to kill the nodes' processes. */
  dev?: DevControl | undefined;
}

export interface Signaling {
  /** Where it listens, such as http://localhost:7400. */
  url: string;
  close(reason: string): Promise<void>;
}

/** Browsers keep a spare connection on which nothing was ever asked: that is not idle, and would be waited for. */
const lingerMs = 1_500;

/** @throws when the port is taken. */
export async function startSignaling(
  config: SignalingConfig,
  { log: parentLog, dev }: SignalingOptions,
): Promise<Signaling> {
  const clock = monotonicClock;
  const replicaId = newReplicaId();
  const log = parentLog.child({ replica: replicaId });
  const store = await openStore(redisTargetOf(config), { clock, log });
  const { apiKeys: configured, clusterSecret } = config;
  const keys = new KeyRing({ configured, clusterSecret, store, unixMs: Date.now, log });
  await keys.look();
  const failovers = new FailoverLog();
  const replica = createReplica(config, {
    replicaId,
    store,
    signers: keys.signers,
    dial: (options) => ControlConnection.dial(options),
    clock,
    unixMs: Date.now,
    random: Math.random,
    metrics: {
      joined: (tookMs) => metrics.joinSeconds.observe(tookMs / 1_000),
      joinFailed: (code) => metrics.joinsFailed.inc({ code }),
      observeGap: (cause, gapMs) => metrics.observeGap(cause, gapMs),
    },
    onFailover: (report) => reportFailover(report, failovers, metrics, log),
    onGap: (session, cause, gapMs) => failovers.addGap(session.room, causeName(cause), session.participantId, gapMs),
    log,
  });
  const { nodes, rooms, sessions, operations, discovery } = replica;
  const status = new ClusterStatus(nodes, store);
  const roomOperations = new RoomOperations({ nodes, store });
  const metrics = createMetrics({
    sessions: () => sessions.size,
    rooms: () => [...rooms].length,
    nodes: () => nodes.links.map(readNode),
    storeUp: () => store.up,
  });
  const connections = new ClientConnections({
    sessions,
    clock,
    log,
    pingIntervalMs: config.pingIntervalMs,
    limits: {
      joinTimeoutMs: config.joinTimeoutMs,
      idleTimeoutMs: config.clientIdleTimeoutMs,
      maxBufferedBytes: config.clientMaxBufferedBytes,
    },
  });
  const http = await createHttpServer({
    config,
    cluster: status,
    nodes: operations,
    nodeAnnounced: (lease) => discovery.announced(lease),
    rooms: roomOperations,
    keys,
    limits: new RequestLimits(config),
    failovers,
    metrics: metrics.registry,
    nowMs: Date.now,
    dev,
    log,
  });
  acceptSockets(http.server as Server, {
    ...config,
    onRefused: (code) => metrics.refused.inc({ code }),
    onConnection: (ws, joinedOrGone) => {
      metrics.connections.inc();
      connections.accept(ws, joinedOrGone);
    },
  });

  await Promise.all([nodes.start(), discovery.look()]);
  await http.listen({ host: config.httpHost, port: config.httpPort });
  const address = http.server.address();
  const port = typeof address === "object" && address ? address.port : config.httpPort;
  const url = `http://${config.httpHost === "127.0.0.1" ? "localhost" : config.httpHost}:${port}`;
  log.info({ url }, "signaling is up");

  let closing: Promise<void> | undefined;
  const close = async (reason: string): Promise<void> => {
    log.info({ reason }, "signaling is closing");
    sessions.releaseAll();
    connections.closeAll("shutting_down");
    const lingering = setTimeout(() => http.server.closeAllConnections(), lingerMs);
    await http.close();
    clearTimeout(lingering);
    replica.close();
    keys.close();
    await store.close();
  };
  return { url, close: (reason) => (closing ??= close(reason)) };
}

function reportFailover(report: FailoverReport, failovers: FailoverLog, metrics: Metrics, log: Logger): void {
  const cause = causeName(report.cause);
  const outcome = report.to ? "recovered" : "given_up";
  metrics.failovers.inc({ cause, outcome });
  metrics.failoverSeconds.observe({ cause }, report.tookMs / 1_000);
  const { room, witness, from, to, sessions, promoted, tookMs } = report;
  failovers.record({
    atMs: Date.now(),
    cause,
    witness,
    room,
    fromNode: from.nodeId,
    toNode: to?.nodeId,
    fromEpoch: from.epoch,
    toEpoch: to?.epoch,
    participants: sessions,
    promoted,
    tookMs: Math.round(tookMs),
    outcome,
  });
  log[report.to ? "info" : "error"](
    {
      event: "failover",
      room,
      cause,
      witness,
      from: from.nodeId,
      to: to?.nodeId,
      epoch: to?.epoch,
      sessions,
      promoted,
      tookMs: Math.round(tookMs),
    },
    report.to ? "room recovered" : "room given up",
  );
}
