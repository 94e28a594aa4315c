// Of two things said about where a room is, which one holds. Pure.

import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { Placement } from "../store/store.ts";
import { betterPlacement } from "./rendezvous.ts";

/** A room's node, at one epoch. */
type At = { readonly nodeId: NodeId; readonly epoch: number };

export const isSamePlacement = (a: At, b: At): boolean => a.epoch === b.epoch && a.nodeId === b.nodeId;

/** Whether the room is at `a` rather than at `b`: every replica decides alike. */
export const isNewerPlacement = (room: RoomName, a: At, b: At): boolean =>
  a.epoch > b.epoch ||
  (a.epoch === b.epoch && a.nodeId !== b.nodeId && betterPlacement(room, a.nodeId, b.nodeId) === a.nodeId);

/** What this replica knows of a room by itself. */
export interface KnownPlacement extends Placement {
  /** A node has said that it holds the room. Otherwise it was decided here, or read from the store. */
  readonly held: boolean;
  /** The node that let the room go, when `nodeId` is undefined. */
  readonly releasedBy?: NodeId | undefined;
}

/**
 * The higher epoch. At the same one (replicas that saw different nodes, or a store that was away meanwhile): a node's
 * own word that it let the room go, then its own word that it holds it, then the better rendezvous rank.
 */
export function newestPlacement(
  room: RoomName,
  stored: Placement | undefined,
  known: KnownPlacement | undefined,
): Placement | undefined {
  if (!stored || !known) return stored ?? (known && plain(known));
  if (stored.epoch !== known.epoch) return stored.epoch > known.epoch ? stored : plain(known);
  if (stored.nodeId === known.nodeId) return stored.standby === undefined ? plain(known) : stored;
  if (known.nodeId === undefined) return known.releasedBy === stored.nodeId ? plain(known) : stored;
  if (stored.nodeId === undefined) return known.held ? plain(known) : stored;
  return betterPlacement(room, stored.nodeId, known.nodeId) === stored.nodeId ? stored : plain(known);
}

const plain = ({ nodeId, epoch, standby }: KnownPlacement): Placement => ({
  nodeId,
  epoch,
  ...(standby === undefined ? {} : { standby }),
});
