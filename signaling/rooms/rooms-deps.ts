import type { Logger } from "../../base/logger.ts";
import type { RoomName } from "../../proto/ids.ts";
import type { wire } from "../../proto/model.ts";
import type { Nodes } from "../nodes/nodes.ts";
import type { Placed, PlacementDeps } from "../placement/placement.ts";
import type { RecoveryPace } from "./recovery-pace.ts";

export interface RoomsDeps extends PlacementDeps {
  nodes: Nodes;
  pace: RecoveryPace;
  log: Logger;
  nowMs(): number;
  /** Every recovery or migration of a room, once it is over. */
  onFailover(report: FailoverReport): void;
}

export interface FailoverReport {
  room: RoomName;
  cause: wire.PathCause;
  witness: string;
  from: Placed;
  to: Placed | undefined;
  sessions: number;
  /** How many of them went on over a standby path. */
  promoted: number;
  tookMs: number;
}
