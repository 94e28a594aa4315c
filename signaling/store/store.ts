import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { RoomSettings } from "../room-settings.ts";

/** Where a room is. `nodeId` is undefined once the room was let go: the epoch is kept, so that it never goes down. */
export interface Placement {
  readonly nodeId: NodeId | undefined;
  readonly epoch: number;
  /** Where its standby paths are, if it has any. */
  readonly standby?: NodeId | undefined;
}

/**
 * What the cluster store does for placement. A call never needs it to keep going; it is for finding and arbitrating.
 * Every method may reject when the store cannot be reached.
 */
export interface Store {
  getPlacement(room: RoomName): Promise<Placement | undefined>;
  /**
   * Writes `next` if what is stored still is `expected` (undefined = nothing), and the epoch does not go down.
   * Resolves with what is stored afterwards: the caller has won when it is what it wrote.
   */
  swapPlacement(room: RoomName, expected: Placement | undefined, next: Placement): Promise<Placement | undefined>;
  getRoomSettings(room: RoomName): Promise<RoomSettings | undefined>;
  putRoomSettings(room: RoomName, settings: RoomSettings): Promise<void>;
  deleteRoomSettings(room: RoomName): Promise<void>;
  close(): Promise<void>;
}

export function samePlacement(a: Placement | undefined, b: Placement | undefined): boolean {
  return a?.epoch === b?.epoch && a?.nodeId === b?.nodeId && a?.standby === b?.standby;
}
