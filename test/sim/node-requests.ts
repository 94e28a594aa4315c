// What a node answers to replicas; the shipped one is sfu/control/control-requests.ts.

import type { NodeReply, NodeRequest } from "../../proto/cluster-codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId, ParticipantId, PathId, ReplicaId, RoomName, SessionId } from "../../proto/ids.ts";
import type { RpcHandlers } from "../../proto/rpc.ts";
import { checkSessionLimits, type NodeLimits } from "../../sfu/limits.ts";
import type { AdoptedPath } from "../../sfu/messages.ts";
import { PathEvents } from "../../sfu/rooms/path-events.ts";
import { isStaleSession } from "../../sfu/rooms/stale-session.ts";
import type { Serving } from "../../sfu/serving.ts";
import type { NodeRooms } from "./node-rooms.ts";
import type { SimProcess } from "./sim-process.ts";
import { describeRoom, type SimPath, type SimRoom } from "./sim-room.ts";

export type NodeHandlers = RpcHandlers<NodeRequest, NodeReply, { replicaId: ReplicaId }>;
type AttachRequest = Parameters<NodeHandlers["attach"]>[0];
type AttachSession = NonNullable<AttachRequest["sessions"]>[number];
type AttachReply = Awaited<NonNullable<ReturnType<NodeHandlers["attach"]>>>;
type AttachResult = NonNullable<AttachReply["results"]>[number];

export interface NodeRequestsOptions {
  id: NodeId;
  process: SimProcess;
  rooms: NodeRooms;
  limits: NodeLimits;
  serving(): Serving;
  /** Sessions were put on the node. */
  onAttached(sessions: number): void;
  onMediaChanged(participants: Iterable<ParticipantId>): void;
}

/** Transports take some milliseconds. */
const attachMs = [3, 20] as const;

export class NodeRequests {
  readonly #options: NodeRequestsOptions;
  #pathCount = 0;

  constructor(options: NodeRequestsOptions) {
    this.#options = options;
  }

  handlers(): NodeHandlers {
    const { rooms, serving } = this.#options;
    return {
      hello: () => Promise.reject(new HoldfastError("already_joined")),
      attach: async (request, { replicaId }, signal) => ({
        results: await this.#attach(request, replicaId, signal),
      }),
      detach: async ({ sessionIds = [], pathIds = [] }) => {
        const found = [...rooms.paths.values()].filter(
          ({ id, sessionId }) => sessionIds.includes(sessionId) || pathIds.includes(id),
        );
        for (const path of found) rooms.leave(path);
        return {};
      },
      session: async ({ sessionId, pathId }) => {
        const path = rooms.paths.get(pathId as PathId);
        if (path?.sessionId !== sessionId) throw new HoldfastError("path_unknown");
        return { body: "restartIce", restartIce: {} };
      },
      closeRoom: async ({ room, epoch = 0, graceMs = 0 }) => {
        rooms.letGo(room as RoomName, epoch, graceMs);
        return {};
      },
      promoteRoom: async ({ room: name, epoch = 0 }) => {
        const room = rooms.promote(name as RoomName, epoch);
        return { pathIds: [...room.paths.values()].map(({ id }) => id) };
      },
      adopt: async ({ paths: asks = [] }, { replicaId }) => {
        const paths: AdoptedPath[] = [];
        const gone: object[] = [];
        for (const { pathId, sessionId, lastSeq } of asks) {
          const path = rooms.paths.get(pathId as PathId);
          if (path && path.sessionId === sessionId) paths.push(this.#adopt(path, replicaId, lastSeq ?? 0));
          else gone.push({ pathId, error: new HoldfastError("path_unknown").toMessage() });
        }
        return { paths, gone };
      },
      releasePaths: async ({ pathIds = [] }) => {
        for (const id of pathIds) {
          const path = rooms.paths.get(id as PathId);
          if (path) rooms.release(path);
        }
        return {};
      },
      setServing: async (wanted) => {
        serving().set(wanted);
        return { serving: serving().describe() };
      },
      manageParticipant: () => Promise.reject(new HoldfastError("unknown_request")),
      describeRoom: async ({ room: name }) => {
        const room = rooms.active.get(name as RoomName);
        if (!room) throw new HoldfastError("not_found");
        return { held: describeRoom(room), participants: [] };
      },
    };
  }

  async #attach(
    { room: name, epoch = 0, sessions = [], standby, cause = 0 }: AttachRequest,
    replicaId: ReplicaId,
    signal: AbortSignal,
  ): Promise<AttachResult[]> {
    const { process, rooms, onAttached, onMediaChanged } = this.#options;
    const { boot } = process;
    const room = rooms.admit(name as RoomName, epoch, standby ?? false);
    room.building++;
    await process.working(attachMs);
    room.building--;
    const gone = boot !== process.boot || signal.aborted || !rooms.has(room);
    const results = sessions.map((ask): AttachResult => {
      const sessionId = ask.sessionId ?? "";
      try {
        if (gone) throw new HoldfastError(room.closedBecause ?? "cancelled");
        const { id } = this.#enter(room, ask, replicaId, cause, boot);
        const path = { id, nodeId: this.#options.id, epoch: room.epoch };
        const offer = { path, cause, participants: [], consumers: [], settled: true, role: standby ? 1 : 0 };
        return { sessionId, outcome: "offer", offer };
      } catch (error) {
        return { sessionId, outcome: "error", error: HoldfastError.from(error).toMessage() };
      }
    });
    const attached = results.filter(({ outcome }) => outcome === "offer").length;
    onAttached(attached);
    if (attached > 0) onMediaChanged(room.paths.keys());
    rooms.emptyLater(room);
    return results;
  }

  /** @throws HoldfastError replaced, limit_sessions, limit_participants */
  #enter(room: SimRoom, ask: AttachSession, replicaId: ReplicaId, cause: number, boot: number): SimPath {
    const { id, rooms, limits } = this.#options;
    const participantId = (ask.participant?.id ?? "") as ParticipantId;
    const sessionId = (ask.sessionId ?? "") as SessionId;
    const joinedAtMs = ask.participant?.joinedAtMs ?? 0;
    const follows = ask.follows || undefined;
    const replaced = room.paths.get(participantId);
    if (isStaleSession({ sessionId, joinedAtMs, follows }, replaced, cause)) throw new HoldfastError("replaced");
    const replaces = replaced !== undefined;
    checkSessionLimits({ nodeSessions: rooms.attached, roomParticipants: room.paths.size, replaces }, limits);
    if (replaced) {
      if (replaced.sessionId !== sessionId)
        rooms.tellEnded(replaced, follows === replaced.sessionId ? "session_moved" : "replaced");
      rooms.remove(replaced);
    }
    const path: SimPath = {
      id: `${id}-${boot}-${++this.#pathCount}` as PathId,
      sessionId,
      participantId,
      joinedAtMs,
      follows,
      room,
      events: new PathEvents(),
      replicaId,
      released: false,
    };
    rooms.enter(path);
    return path;
  }

  #adopt(path: SimPath, replicaId: ReplicaId, lastSeq: number): AdoptedPath {
    if (path.replicaId !== replicaId) {
      this.#options.rooms.tellEnded(path, "session_moved");
      path.replicaId = replicaId;
    }
    const { room } = path;
    return {
      pathId: path.id,
      room: room.name,
      epoch: room.epoch,
      standby: room.standby,
      participant: { id: path.participantId, joinedAtMs: path.joinedAtMs },
      missed: path.events.after(lastSeq) ?? [],
    };
  }
}
