import type { NodeId, RoomName } from "../../proto/ids.ts";

/** Where a room is. `nodeId` is undefined once the room was let go: the epoch is kept, so that it never goes down. */
export interface Placement {
  nodeId: NodeId | undefined;
  epoch: number;
}

/**
 * What the cluster store does for placement. A call never needs it to keep going; it is for finding and arbitrating.
 * Every method may reject when the store cannot be reached.
 */
export interface Store {
  getPlacement(room: RoomName): Promise<Placement | undefined>;
  /**
   * Writes `next` if the stored epoch still is `expectedEpoch` (0 = nothing stored).
   * Resolves with what is stored afterwards: the caller has won when it is what it wrote.
   */
  swapPlacement(room: RoomName, expectedEpoch: number, next: Placement): Promise<Placement>;
  close(): Promise<void>;
}
