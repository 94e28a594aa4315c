// What one signaling replica decides with: its nodes, rooms and sessions, wired to each other. Without sockets, HTTP or a
// process, so that the simulation (test/sim) runs the very same.

import type { Clock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import type { ReplicaId } from "../proto/ids.ts";
import { wire } from "../proto/model.ts";
import type { Dial } from "./nodes/control-connection.ts";
import { Discovery } from "./nodes/discovery.ts";
import { Evacuation } from "./balancing/evacuation.ts";
import { HeldRooms } from "./placement/held-rooms.ts";
import { KnownPlacements } from "./placement/known-placements.ts";
import { NodeOperations } from "./nodes/node-operations.ts";
import { Nodes } from "./nodes/nodes.ts";
import { Rebalancing } from "./balancing/rebalancing.ts";
import { Reconciliation } from "./placement/reconciliation.ts";
import { RecoveryPace } from "./rooms/recovery-pace.ts";
import { Rooms } from "./rooms/rooms.ts";
import type { FailoverReport } from "./rooms/rooms-deps.ts";
import { servingName } from "./nodes/serving.ts";
import { Witnesses } from "./nodes/witnesses.ts";
import type { SignalingConfig } from "./config.ts";
import { defaultRoomSettings } from "./room-settings.ts";
import { Sessions, type SessionsDeps } from "./session/sessions.ts";
import type { Store } from "./store/store.ts";
import type { ApiKeys } from "./tokens.ts";

export type ReplicaConfig = Pick<
  SignalingConfig,
  | "nodes"
  | "clusterSecret"
  | "maxSessions"
  | "tokenClockToleranceMs"
  | "departureGraceMs"
  | "turnUrls"
  | "turnSecret"
  | "turnCredentialTtlMs"
  | "rebalance"
  | "rebalanceRestMs"
>;

export interface ReplicaDeps {
  replicaId: ReplicaId;
  store: Store;
  /** Those whose join tokens are good. */
  signers: ApiKeys;
  dial: Dial;
  clock: Clock;
  /** Unix time. */
  unixMs(): number;
  random: () => number;
  metrics: SessionsDeps["metrics"];
  onFailover(report: FailoverReport): void;
  onGap: SessionsDeps["onGap"];
  log: Logger;
}

export interface Replica {
  nodes: Nodes;
  rooms: Rooms;
  sessions: Sessions;
  operations: NodeOperations;
  discovery: Discovery;
  /** Ends its timers and connections; sessions are left to their owners. */
  close(): void;
}

/** Resolves nothing, dials nothing: `nodes.start()` does. */
export function createReplica(config: ReplicaConfig, deps: ReplicaDeps): Replica {
  const { replicaId, store, dial, clock, random, log } = deps;
  const nowMs = (): number => clock.nowMs();
  const known = new KnownPlacements(nowMs);
  const nodes = new Nodes(config.nodes, {
    clusterSecret: config.clusterSecret,
    replicaId,
    dial,
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
    observedEpoch: (room) => known.get(room)?.epoch ?? 0,
    onRoomHeld: (link, room, held) => heldRooms.held(link, room, held),
    onRoomReleased: (link, room, epoch) => heldRooms.released(link, room, epoch),
    onSessionEvent: (link, event) => sessions.relay(link.id!, event),
    onSessionEnded: (link, ended) => sessions.ended(link.id!, ended),
    onReconnected: (link) => sessions.caughtUpWith(link.id!),
  });
  const rooms = new Rooms({
    nodes,
    store,
    known,
    random,
    log,
    nowMs,
    pace: new RecoveryPace(),
    candidates: () => nodes.candidates(),
    candidate: (id) => nodes.candidate(id),
    onChosen: (room, nodeId, sessions) => nodes.byId(nodeId)?.reserved.promise(room, sessions, nowMs()),
    onFailover: deps.onFailover,
  });
  const reconciliation = new Reconciliation({
    store,
    known,
    nowMs,
    onPlaced: (room, placed, isNews) => heldRooms.placed(room, placed, isNews),
    log,
  });
  const heldRooms = new HeldRooms({ nodes, rooms, known, reconcile: (room) => reconciliation.look(room), log });
  const discovery = new Discovery({
    store,
    nodes,
    clusterSecret: config.clusterSecret,
    nowMs,
    unixMs: deps.unixMs,
    log,
  });
  const evacuation = new Evacuation({ rooms });
  const rebalancing = config.rebalance
    ? new Rebalancing({ nodes, rooms, store, restMs: config.rebalanceRestMs, nowMs, random, log })
    : undefined;
  const witnesses = new Witnesses({
    sessionsOn: (nodeId) => sessions.on(nodeId),
    link: (nodeId) => nodes.byId(nodeId),
    nowMs,
    onRoomUnreachable: (room, nodeId, witness) => void rooms.moveAway(room, nodeId, witness),
    log,
  });
  const operations = new NodeOperations({ nodes, room: (name) => rooms.get(name), nowMs: deps.unixMs });
  const { turnUrls, turnSecret, turnCredentialTtlMs } = config;
  const sessions = new Sessions({
    apiKeys: deps.signers,
    maxSessions: config.maxSessions,
    tokenClockToleranceMs: config.tokenClockToleranceMs,
    clusterSecret: config.clusterSecret,
    departureGraceMs: config.departureGraceMs,
    turn: { urls: turnUrls, secret: turnSecret, credentialTtlMs: turnCredentialTtlMs },
    rooms,
    nodes,
    metrics: deps.metrics,
    log,
    nowMs,
    random,
    unixMs: deps.unixMs,
    // Without the store people join all the same.
    roomSettings: async (room) => (await store.getRoomSettings(room).catch(() => undefined)) ?? defaultRoomSettings,
    onGap: deps.onGap,
    onWitness: (session) => witnesses.reported(session),
  });
  return {
    nodes,
    rooms,
    sessions,
    operations,
    discovery,
    close: () => {
      discovery.close();
      evacuation.close();
      rebalancing?.close();
      reconciliation.close();
      heldRooms.close();
      rooms.close();
      nodes.close();
    },
  };
}
