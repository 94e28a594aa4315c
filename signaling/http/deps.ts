// What the HTTP server needs from the rest of the process.

import type { NodeLease } from "../store/store.ts";
import type { Registry } from "@prometheus-io/client";
import type { Logger } from "../../base/logger.ts";
import type { SignalingConfig } from "../config.ts";
import type { ParticipantId, RoomName, TrackId } from "../../proto/ids.ts";
import type { FailoverLog } from "../failover-log.ts";
import type { KeyInfo, Right } from "../keys/api-key.ts";
import type { ApiKeys } from "../tokens.ts";
import type { RoomSettings } from "../room-settings.ts";
import type { RequestLimits } from "./request-limits.ts";
import type { DrainView, NodeView, ParticipantView, RoomDetail, RoomView } from "./views.ts";

/** The cluster as this replica sees it, answered from memory. */
export interface ClusterView {
  nodes(): NodeView[];
  /** Why no call can be placed now, one sentence each; empty = ready. */
  readiness(): string[];
  /** What is amiss although calls can be placed, one sentence each. */
  degradation(): string[];
}

export interface DrainOptions {
  /** After that the node stays cordoned with what is left. */
  timeoutMs?: number | undefined;
  /** Also when no other node takes rooms. */
  force?: boolean | undefined;
}

/** Every method throws HoldfastError `not_found`, and those that ask the node `node_unavailable` or `timeout`. */
export interface NodeControl {
  cordon(id: string): Promise<NodeView>;
  uncordon(id: string): Promise<NodeView>;
  /** @throws HoldfastError no_other_node */
  drain(id: string, options: DrainOptions): Promise<DrainView>;
  drainProgress(id: string): DrainView;
  cancelDrain(id: string): Promise<DrainView>;
}

export interface ParticipantChange {
  name?: string | undefined;
  metadata?: string | undefined;
  muteTracks?: readonly TrackId[] | undefined;
}

/** Methods that ask a node or the store throw HoldfastError `node_unavailable`, `timeout` or the store's. */
export interface RoomControl {
  /** The rooms that somebody is in, from memory. */
  open(): RoomView[];
  /** Undefined when nobody is in it and nothing was set for it. */
  find(room: RoomName): Promise<RoomDetail | undefined>;
  configure(room: RoomName, changes: Partial<RoomSettings>): Promise<{ settings: RoomSettings; isNew: boolean }>;
  /** @throws HoldfastError not_found */
  close(room: RoomName): Promise<void>;
  /** @throws HoldfastError not_found */
  participant(room: RoomName, identity: ParticipantId): Promise<ParticipantView>;
  /** @throws HoldfastError not_found, when nothing was changed */
  updateParticipant(room: RoomName, identity: ParticipantId, change: ParticipantChange): Promise<ParticipantView>;
  /** @throws HoldfastError not_found */
  removeParticipant(room: RoomName, identity: ParticipantId): Promise<void>;
}

/** `holdfast dev` only: its hold on the real processes. */
export interface DevControl {
  /** SIGKILL of the node's process; returns its process id. @throws HoldfastError `not_found` */
  killNode(nodeId: string): number;
  /** SIGKILL of one of the node's media workers. @throws HoldfastError `not_found` when `pid` is not one */
  killWorker(nodeId: string, pid: number): void;
  /** SIGSTOP of the node's process and its media workers: a machine that hangs. Returns their process ids. @throws HoldfastError `not_found` */
  hangNode(nodeId: string): number[];
  /** SIGCONT of the same. */
  resumeNode(nodeId: string): number[];
  /** Process id of each node that runs now. */
  nodePids(): ReadonlyMap<string, number>;
}

export interface KeyControl {
  /** Whether the key may do this. */
  has(id: string, right: Right): boolean;
  /** Those that were made over the API. */
  list(): KeyInfo[];
  /** @throws HoldfastError limit_keys, store_unavailable */
  create(wanted: Pick<KeyInfo, "name" | "rights">): Promise<KeyInfo & { secret: string }>;
  /** @throws HoldfastError not_found, forbidden, store_unavailable */
  revoke(id: string): Promise<void>;
}

export interface HttpDeps {
  config: Pick<
    SignalingConfig,
    "apiKeys" | "clusterSecret" | "tokenClockToleranceMs" | "trustedProxyHops" | "metricsToken"
  >;
  cluster: ClusterView;
  nodes: NodeControl;
  /** A node that has proved itself tells where it is. @throws HoldfastError node_duplicate */
  nodeAnnounced(lease: NodeLease): Promise<void>;
  rooms: RoomControl;
  failovers: Pick<FailoverLog, "newest">;
  keys: KeyControl & ApiKeys;
  limits: RequestLimits;
  metrics: Registry;
  log: Logger;
  /** Unix time. */
  nowMs(): number;
  dev?: DevControl | undefined;
}
