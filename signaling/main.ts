// One signaling replica: puts its parts together. Data goes socket -> session -> room -> node, and back as events.

import type { Server } from "node:http";
import { monotonicClock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { HoldfastError } from "../proto/errors.ts";
import { newReplicaId } from "../proto/ids.ts";
import { wire } from "../proto/model.ts";
import { ClusterStatus } from "./cluster/cluster-status.ts";
import { Nodes } from "./cluster/nodes.ts";
import { observePlacement, releasePlacement } from "./cluster/placement-observed.ts";
import { type FailoverReport, Rooms } from "./cluster/rooms.ts";
import type { SignalingConfig } from "./config.ts";
import type { DevControl } from "./http/deps.ts";
import { createHttpServer } from "./http/server.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { Sessions } from "./session/sessions.ts";
import { acceptSockets } from "./socket/accept.ts";
import { ClientConnection } from "./socket/client-connection.ts";
import { MemoryStore } from "./store/memory-store.ts";

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

/** @throws when the port is taken. */
export async function startSignaling(config: SignalingConfig, { log, dev }: SignalingOptions): Promise<Signaling> {
  const clock = monotonicClock;
  const random = Math.random;
  const replicaId = newReplicaId();
  const store = new MemoryStore(clock);

  const nodes = new Nodes(config.nodes, {
    clusterSecret: config.clusterSecret,
    replicaId,
    clock,
    random,
    log,
    onDead: (link, witness) => {
      if (link.id !== undefined) void rooms.nodeDied(link.id, witness);
      link.evacuated();
    },
    onRoomsLost: (link, lost) => {
      log.warn(
        { node: link.id, slot: lost.workerSlot, rooms: lost.rooms?.length ?? 0, cause: lost.cause },
        "media worker is dead",
      );
      if (link.id !== undefined) void rooms.workerDied(link.id, lost);
    },
    onRoomHeld: (link, room, epoch) => void observePlacement(store, room, link.id!, epoch),
    onRoomReleased: (link, room, epoch) => void releasePlacement(store, room, link.id!, epoch),
    onSessionEvent: (link, event) => sessions.relay(link.id!, event),
    onSessionEnded: (link, ended) => sessions.ended(link.id!, ended),
  });
  const rooms = new Rooms({
    nodes,
    store,
    random,
    log,
    candidates: () => nodes.candidates(),
    onFailover: (report) => reportFailover(report, metrics, log),
  });
  const status = new ClusterStatus(nodes);
  const metrics = createMetrics({
    sessions: () => sessions.size,
    rooms: () => [...rooms].length,
    nodes: () => status.nodesByState(),
  });
  const { apiKeys, maxSessions, tokenClockToleranceMs, pingIntervalMs } = config;
  const sessions = new Sessions({ apiKeys, maxSessions, tokenClockToleranceMs, rooms, nodes, metrics, log });

  const connections = new Set<ClientConnection>();
  const http = await createHttpServer({
    config,
    cluster: status,
    metrics: metrics.registry,
    nowMs: Date.now,
    dev,
    log,
  });
  acceptSockets(http.server as Server, {
    ...config,
    onRefused: (code) => metrics.refused.inc({ code }),
    onConnection: (ws) => {
      metrics.connections.inc();
      const connection = new ClientConnection(ws, {
        sessions,
        clock,
        log,
        pingIntervalMs,
        limits: {
          joinTimeoutMs: config.joinTimeoutMs,
          idleTimeoutMs: config.clientIdleTimeoutMs,
          maxBufferedBytes: config.clientMaxBufferedBytes,
        },
        onClosed: (closed, clean) => {
          connections.delete(closed);
          if (closed.session) sessions.disconnected(closed.session, clean);
        },
      });
      connections.add(connection);
    },
  });

  await nodes.start();
  await http.listen({ host: config.httpHost, port: config.httpPort });
  const address = http.server.address();
  const port = typeof address === "object" && address ? address.port : config.httpPort;
  const url = `http://${config.httpHost === "127.0.0.1" ? "localhost" : config.httpHost}:${port}`;
  log.info({ url, replica: replicaId }, "signaling is up");

  let closing: Promise<void> | undefined;
  const close = async (reason: string): Promise<void> => {
    log.info({ reason }, "signaling is closing");
    sessions.endAll(new HoldfastError("shutting_down"));
    for (const connection of connections) connection.close("shutting_down");
    await http.close();
    nodes.close();
    await store.close();
  };
  return { url, close: (reason) => (closing ??= close(reason)) };
}

function reportFailover(report: FailoverReport, metrics: Metrics, log: Logger): void {
  const cause = wire.PathCause[report.cause].toLowerCase();
  const outcome = report.to ? "recovered" : "given_up";
  metrics.failovers.inc({ cause, outcome });
  metrics.failoverSeconds.observe({ cause }, report.tookMs / 1_000);
  const { room, witness, from, to, sessions } = report;
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
      tookMs: Math.round(report.tookMs),
    },
    report.to ? "room recovered" : "room given up",
  );
}
