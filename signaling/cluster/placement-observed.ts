import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { Store } from "../store/store.ts";

/** A node reports that it holds the room: brings back a placement that the store does not know, or knows as older. */
export async function observePlacement(store: Store, room: RoomName, nodeId: NodeId, epoch: number): Promise<void> {
  const stored = await store.getPlacement(room);
  if ((stored?.epoch ?? 0) < epoch) await store.swapPlacement(room, stored, { nodeId, epoch });
}

/** A node reports that it let the room go. Its epoch stays, so that the next placement is above it. */
export async function releasePlacement(store: Store, room: RoomName, nodeId: NodeId, epoch: number): Promise<void> {
  const stored = await store.getPlacement(room);
  if (stored?.nodeId === nodeId && stored.epoch === epoch)
    await store.swapPlacement(room, stored, { nodeId: undefined, epoch });
}
