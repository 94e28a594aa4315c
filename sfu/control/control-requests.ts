import type { NodeReply, NodeRequest } from "../../proto/cluster-codec.ts";
import { type ErrorCode, errorTable, HoldfastError } from "../../proto/errors.ts";
import { type ReplicaId, RoomName } from "../../proto/ids.ts";
import type { RpcHandlers } from "../../proto/rpc.ts";
import type { NodeParts } from "../node-parts.ts";
import { attachSessions } from "../rooms/attach.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { runSessionRequest } from "../session-requests.ts";

export type ControlHandlers = RpcHandlers<NodeRequest, NodeReply, { replicaId: ReplicaId }>;

/** Sessions in one Attach: more than any room may hold. */
const maxBatch = 1_000;

function readRoom(name: string | null | undefined): RoomName {
  const room = RoomName.parse(name ?? "");
  if (!room) throw new HoldfastError("bad_request", `room must be ${RoomName.expects}`);
  return room;
}

/** Everything that a replica may ask of the node. */
export function controlRequests(node: NodeParts): ControlHandlers {
  const { rooms, index, limits, nodeId } = node;
  return {
    hello: () => Promise.reject(new HoldfastError("already_joined", "hello was said")),

    attach: async ({ room: name, epoch = 0, cause = 0, sessions = [] }, { replicaId }, signal) => {
      const roomName = readRoom(name);
      if (epoch < 1) throw new HoldfastError("bad_request", "epoch must be at least 1");
      if (sessions.length > maxBatch)
        throw new HoldfastError("bad_request", `more than ${maxBatch} sessions in one batch`);
      const room = await rooms.admit(roomName, epoch, cause);
      return { results: await attachSessions(room, cause, sessions, { replicaId, nodeId, limits, index, signal }) };
    },

    detach: async ({ sessionIds = [], reason = "" }) => {
      for (const id of sessionIds) {
        for (const session of index.building(id)) session.close();
        const found = index.find(id);
        if (found) leaveRoom(found, index, reason || "left");
      }
      return {};
    },

    session: (request, _context, signal) => runSessionRequest(node, request, signal),

    closeRoom: async ({ room, epoch = 0, reason = "" }) => {
      const code = Object.hasOwn(errorTable, reason) ? (reason as ErrorCode) : "room_closed";
      await rooms.close(readRoom(room), epoch, code);
      return {};
    },

    promoteRoom: () => Promise.reject(new HoldfastError("unknown_request")),
    adopt: () => Promise.reject(new HoldfastError("unknown_request")),
    releasePaths: () => Promise.reject(new HoldfastError("unknown_request")),
    setServing: () => Promise.reject(new HoldfastError("unknown_request")),

    describeRoom: async ({ room: name }) => {
      const room = rooms.get(readRoom(name));
      if (!room) throw new HoldfastError("not_found", "room");
      return { held: room.describe(), participants: room.participants() };
    },
  };
}
