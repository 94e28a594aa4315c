import type { KeyedQueue } from "../base/keyed-queue.ts";
import type { NodeId, SessionId } from "../proto/ids.ts";
import type { NodeLimits } from "./limits.ts";
import type { KnownCapabilities } from "./rooms/receive-capabilities.ts";
import type { RoomRegistry } from "./rooms/room-registry.ts";
import type { PathIndex } from "./rooms/path-index.ts";
import type { Serving } from "./serving.ts";

/** What requests work on. */
export interface NodeParts {
  readonly nodeId: NodeId;
  readonly limits: NodeLimits;
  readonly capabilities: KnownCapabilities;
  readonly rooms: RoomRegistry;
  readonly index: PathIndex;
  readonly serving: Serving;
  /** Requests of one session that must keep their order. */
  readonly sessionQueue: KeyedQueue<SessionId>;
}
