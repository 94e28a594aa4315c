// One signaling replica: puts its parts together. Data goes socket -> session -> room -> node, and back as events.

import type { Server } from "node:http";
import { monotonicClock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { HoldfastError } from "../proto/errors.ts";
import { newReplicaId } from "../proto/ids.ts";
import { wire } from "../proto/model.ts";
import { causeName } from "./cause-names.ts";
import { ClusterStatus } from "./cluster/cluster-status.ts";
import { NodeOperations } from "./cluster/node-operations.ts";
import { Nodes } from "./cluster/nodes.ts";
import { Evacuation } from "./cluster/evacuation.ts";
import { HeldRooms } from "./cluster/held-rooms.ts";
import { KnownPlacements } from "./cluster/known-placements.ts";
import { Reconciliation } from "./cluster/reconciliation.ts";
import { RecoveryPace } from "./cluster/recovery-pace.ts";
import { RoomOperations } from "./cluster/room-operations.ts";
import { Rooms } from "./cluster/rooms.ts";
import type { FailoverReport } from "./cluster/rooms-deps.ts";
import { servingName } from "./cluster/serving.ts";
import { Witnesses } from "./cluster/witnesses.ts";
import type { SignalingConfig } from "./config.ts";
import type { DevControl } from "./http/deps.ts";
import { FailoverLog } from "./failover-log.ts";
import { RequestLimits } from "./http/request-limits.ts";
import { createHttpServer } from "./http/server.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { readNode } from "./node-metrics.ts";
import { defaultRoomSettings } from "./room-settings.ts";
import { Sessions } from "./session/sessions.ts";
import { acceptSockets } from "./socket/accept.ts";
import { ClientConnection } from "./socket/client-connection.ts";
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

/** @throws when the port is taken. */
export async function startSignaling(
  config: SignalingConfig,
  { log: parentLog, dev }: SignalingOptions,
): Promise<Signaling> {
  const clock = monotonicClock;
  const random = Math.random;
  const replicaId = newReplicaId();
  const log = parentLog.child({ replica: replicaId });
  const store = await openStore(config, { clock, log });
  const known = new KnownPlacements(() => clock.nowMs());

  const nodes = new Nodes(config.nodes, {
    clusterSecret: config.clusterSecret,
    replicaId,
    clock,
    random,
    log,
    onDead: (link, how, witness) => {
      const cause = how === "hung" ? wire.PathCause.NODE_HUNG : wire.PathCause.NODE_DIED;
      if (link.id !== undefined) {
        operations.nodeGone(link.id, rooms.on(link.id).length);
        void rooms.nodeDied(link.id, cause, witness);
      }
      link.evacuated();
    },
    onSuspect: (link) => witnesses.ask(link),
    onAbandoned: (link) => evacuation.consider(link),
    onServing: (link, before) => {
      operations.servingChanged(link, before);
      const { state = 0, why = "" } = link.serving;
      log.info({ node: link.id, serving: servingName(state), why }, "node's serving state");
      evacuation.consider(link);
    },
    onRoomsLost: (link, lost) => {
      log.warn(
        { node: link.id, slot: lost.workerSlot, rooms: lost.rooms?.length ?? 0, cause: lost.cause },
        "media worker is dead",
      );
      if (link.id !== undefined) void rooms.workerDied(link.id, lost);
    },
    onRoomHeld: (link, room, held) => heldRooms.held(link, room, held),
    onRoomReleased: (link, room, epoch) => heldRooms.released(link, room, epoch),
    onSessionEvent: (link, event) => sessions.relay(link.id!, event),
    onSessionEnded: (link, ended) => sessions.ended(link.id!, ended),
  });
  const failovers = new FailoverLog();
  const rooms = new Rooms({
    nodes,
    store,
    known,
    random,
    log,
    nowMs: () => clock.nowMs(),
    pace: new RecoveryPace(),
    candidates: () => nodes.candidates(),
    onChosen: (room, nodeId, sessions) => nodes.byId(nodeId)?.reserved.promise(room, sessions, clock.nowMs()),
    onFailover: (report) => reportFailover(report, failovers, metrics, log),
  });
  const reconciliation = new Reconciliation({
    store,
    known,
    nowMs: () => clock.nowMs(),
    onPlaced: (room, placed) => heldRooms.placed(room, placed),
    log,
  });
  const heldRooms = new HeldRooms({ nodes, rooms, known, reconcile: (room) => reconciliation.look(room), log });
  const evacuation = new Evacuation({ rooms });
  const witnesses = new Witnesses({
    sessionsOn: (nodeId) => sessions.on(nodeId),
    link: (nodeId) => nodes.byId(nodeId),
    nowMs: () => clock.nowMs(),
    onUnreachable: (session, witness) => {
      const { active } = session;
      if (active) void rooms.moveAway(session.room, active.nodeId, witness);
    },
    log,
  });
  const status = new ClusterStatus(nodes, store);
  const roomOperations = new RoomOperations({ nodes, store });
  const operations = new NodeOperations({ nodes, room: (name) => rooms.get(name), nowMs: Date.now });
  const metrics = createMetrics({
    sessions: () => sessions.size,
    rooms: () => [...rooms].length,
    nodes: () => nodes.links.map(readNode),
    storeUp: () => store.up,
  });
  const { apiKeys, maxSessions, tokenClockToleranceMs, pingIntervalMs } = config;
  const sessions = new Sessions({
    apiKeys,
    maxSessions,
    tokenClockToleranceMs,
    departureGraceMs: config.departureGraceMs,
    turn: { urls: config.turnUrls, secret: config.turnSecret, credentialTtlMs: config.turnCredentialTtlMs },
    rooms,
    nodes,
    metrics,
    log,
    nowMs: () => clock.nowMs(),
    // Without the store people join all the same.
    roomSettings: async (room) => (await store.getRoomSettings(room).catch(() => undefined)) ?? defaultRoomSettings,
    onGap: (session, cause, gapMs) => failovers.addGap(session.room, causeName(cause), session.participantId, gapMs),
    onWitness: (session) => witnesses.reported(session),
  });

  const connections = new Set<ClientConnection>();
  const http = await createHttpServer({
    config,
    cluster: status,
    nodes: operations,
    rooms: roomOperations,
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
          if (closed.session) sessions.disconnected(closed.session, closed, clean);
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
  log.info({ url }, "signaling is up");

  let closing: Promise<void> | undefined;
  const close = async (reason: string): Promise<void> => {
    log.info({ reason }, "signaling is closing");
    sessions.releaseAll(new HoldfastError("shutting_down"));
    for (const connection of connections) connection.close("shutting_down");
    await http.close();
    evacuation.close();
    reconciliation.close();
    rooms.close();
    nodes.close();
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
