import { type NodeId, PathId, type RoomName } from "../../proto/ids.ts";
import { defaultRoomSettings, type NodeSelector } from "../room-settings.ts";
import type { Session } from "../session/session.ts";
import type { Placed } from "../placement/placement.ts";

/** A room as far as it has sessions on this replica. */
export interface LocalRoom {
  readonly name: RoomName;
  /** Where it is, as far as this replica knows. */
  placed: Placed | undefined;
  /** Which nodes it wants, as was set when the last one joined. */
  selector: NodeSelector;
  /** The node that its standby paths are on. */
  standby: NodeId | undefined;
  readonly sessions: Set<Session>;
  /** Who was refused for want of place on its node, and tries again. */
  newcomers: number;
  /** Standby paths are being made. */
  buildingStandby: boolean;
  /** They are not made before. */
  standbyFromMs: number;
  /** When it was moved last because clients could not reach its node. */
  movedAwayAtMs: number;
  /** Why a migration of the room does not get on; empty when it does, or when there is none. */
  stuck: string;
}

export function newLocalRoom(name: RoomName): LocalRoom {
  return {
    name,
    placed: undefined,
    selector: defaultRoomSettings,
    standby: undefined,
    sessions: new Set(),
    newcomers: 0,
    buildingStandby: false,
    standbyFromMs: Number.NEGATIVE_INFINITY,
    movedAwayAtMs: Number.NEGATIVE_INFINITY,
    stuck: "",
  };
}

export const pathIdOf = (text: string | null | undefined): PathId => (PathId.parse(text ?? "") ?? "") as PathId;
