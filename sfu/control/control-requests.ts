import type { NodeReply, NodeRequest } from "../../proto/cluster-codec.ts";
import { type ErrorCode, errorTable, HoldfastError } from "../../proto/errors.ts";
import { type ReplicaId, RoomName } from "../../proto/ids.ts";
import type { RpcHandlers } from "../../proto/rpc.ts";
import type { NodeParts } from "../node-parts.ts";
import { adoptPaths } from "../rooms/adopt.ts";
import { attachSessions } from "../rooms/attach.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { manageParticipant } from "./manage-participant.ts";
import { runSessionRequest } from "../path-requests.ts";

export type ControlHandlers = RpcHandlers<NodeRequest, NodeReply, { replicaId: ReplicaId }>;

/** Sessions in one Attach: more than any room may hold. */
const maxBatch = 1_000;
const maxGraceMs = 60_000;

function readRoom(name: string | null | undefined): RoomName {
  const room = RoomName.parse(name ?? "");
  if (!room) throw new HoldfastError("bad_request", `room must be ${RoomName.expects}`);
  return room;
}

/** Everything that a replica may ask of the node. */
export function controlRequests(node: NodeParts): ControlHandlers {
  const { rooms, index, limits, capabilities, nodeId, serving } = node;
  return {
    hello: () => Promise.reject(new HoldfastError("already_joined", "hello was said")),

    attach: async (
      { room: name, epoch = 0, cause = 0, sessions = [], standby, maxParticipants },
      { replicaId },
      signal,
    ) => {
      const roomName = readRoom(name);
      if (epoch < 1) throw new HoldfastError("bad_request", "epoch must be at least 1");
      if (sessions.length > maxBatch)
        throw new HoldfastError("bad_request", `more than ${maxBatch} sessions in one batch`);
      const room = await (standby ? rooms.admitStandby(roomName, epoch, cause) : rooms.admit(roomName, epoch, cause));
      const context = { replicaId, nodeId, limits, maxParticipants: maxParticipants ?? 0, capabilities, index, signal };
      return { results: await attachSessions(room, cause, sessions, context) };
    },

    detach: async ({ sessionIds = [], pathIds = [], reason = "" }) => {
      for (const id of sessionIds) {
        index.ended.remember(id, reason);
        for (const path of index.building(id)) path.close();
      }
      const found = [
        ...sessionIds.flatMap((id) => index.ofSession(id)),
        ...pathIds.flatMap((id) => index.byPath(id) ?? []),
      ];
      for (const path of found) {
        leaveRoom(path, index, reason || "left");
        rooms.leftIfReleased(path.room);
      }
      return {};
    },

    session: (request, _context, signal) => runSessionRequest(node, request, signal),

    closeRoom: async ({ room, epoch = 0, reason = "", graceMs = 0, standby }) => {
      if (graceMs > 0 && !standby) {
        await rooms.leave(readRoom(room), epoch, Math.min(graceMs, maxGraceMs));
        return {};
      }
      const code = Object.hasOwn(errorTable, reason) ? (reason as ErrorCode) : "room_closed";
      await rooms.close(readRoom(room), epoch, code, standby ?? false);
      return {};
    },

    promoteRoom: async ({ room: name, epoch = 0, cause = 0 }) => {
      const room = await rooms.promote(readRoom(name), epoch, cause);
      return { pathIds: [...room.others()].map(({ id }) => id) };
    },

    adopt: async ({ paths = [] }, { replicaId }) => adoptPaths(index, paths, replicaId),

    releasePaths: async ({ pathIds = [] }) => {
      for (const id of pathIds) {
        const found = index.byPath(id);
        if (!found) continue;
        found.path.released = true;
        found.path.stopReceiving();
        rooms.leftIfReleased(found.room);
      }
      return {};
    },

    setServing: async (wanted) => {
      serving.set(wanted);
      return { serving: serving.describe() };
    },

    manageParticipant: async (request) => {
      const participant = await manageParticipant(rooms.get(readRoom(request.room)), index, request);
      return participant ? { participant } : {};
    },

    describeRoom: async ({ room: name }) => {
      const room = rooms.get(readRoom(name));
      if (!room) throw new HoldfastError("not_found", "room");
      return { held: room.describe(), participants: room.participants() };
    },
  };
}
