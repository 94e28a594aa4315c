// What the HTTP server needs from the rest of the process.

import type { Registry } from "@prometheus-io/client";
import type { Logger } from "../../base/logger.ts";
import type { SignalingConfig } from "../config.ts";
import type { NodeView, RoomDetail, RoomView } from "./views.ts";

/** The cluster as this replica sees it. Everything but `room` is answered from memory. */
export interface ClusterView {
  nodes(): NodeView[];
  rooms(): RoomView[];
  /** Asks the room's node; undefined when there is no such room. @throws HoldfastError `node_unavailable`, `timeout`. */
  room(name: string): Promise<RoomDetail | undefined>;
  /** Why no call can be placed now, one sentence each; empty = ready. */
  readiness(): string[];
}

export type KillTarget = "node" | "worker";

/** `holdfast dev` only: its hold on the real processes. */
export interface DevControl {
  /**
   * SIGKILL, of the node's process or of its media worker that has most to do.
   * @throws HoldfastError `not_found`
   */
  kill(nodeId: string, target: KillTarget): Promise<{ pid: number }>;
  /** Process id of each node that runs now. */
  nodePids(): ReadonlyMap<string, number>;
}

export interface HttpDeps {
  config: Pick<SignalingConfig, "apiKeys" | "tokenClockToleranceMs">;
  cluster: ClusterView;
  metrics: Registry;
  log: Logger;
  /** Unix time. */
  nowMs(): number;
  dev?: DevControl | undefined;
}

