import { RememberedEnds } from "../../proto/remembered-ends.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { PathId, ReplicaId, SessionId } from "../../proto/ids.ts";
import type { Member } from "./member.ts";
import type { Room } from "./room.ts";
import type { PeerPath } from "./peer-path.ts";

export interface FoundPath {
  room: Room;
  member: Member;
  path: PeerPath;
}

interface Entry {
  room: Room;
  path: PeerPath;
}

/**
 * Every path of the node, by its id and by its session's. A session has several when its room is moving within the
 * node, or stands by beside itself; in one room it has one, because attaching it again replaces the older path.
 */
export class PathIndex {
  /** Why sessions that were here are in no room any more. */
  readonly ended = new RememberedEnds();
  readonly #byPath = new Map<PathId, Entry>();
  readonly #bySession = new Map<SessionId, Set<Entry>>();
  readonly #building = new Map<PeerPath, Room>();

  /** Paths that count against the node's capacity: those being built too, but not what is about to leave. */
  get size(): number {
    return this.attachedCount + this.#building.size;
  }
  get attachedCount(): number {
    let count = 0;
    for (const { room } of this.#byPath.values()) if (!room.leaving) count++;
    return count;
  }

  addBuilding(path: PeerPath, room: Room): void {
    this.#building.set(path, room);
  }
  doneBuilding(path: PeerPath): void {
    this.#building.delete(path);
  }

  set(path: PeerPath, room: Room): void {
    const entry = { room, path };
    this.#byPath.set(path.id, entry);
    const entries = this.#bySession.get(path.sessionId);
    if (entries) entries.add(entry);
    else this.#bySession.set(path.sessionId, new Set([entry]));
  }

  delete(path: PeerPath): void {
    const entry = this.#byPath.get(path.id);
    if (!entry) return;
    this.#byPath.delete(path.id);
    const entries = this.#bySession.get(path.sessionId);
    entries?.delete(entry);
    if (entries?.size === 0) this.#bySession.delete(path.sessionId);
  }

  /** The session on that path. */
  byPath(pathId: string): FoundPath | undefined {
    return withMember(this.#byPath.get(pathId as PathId));
  }

  /** All the session's paths on the node. */
  ofSession(id: string): FoundPath[] {
    return [...(this.#bySession.get(id as SessionId) ?? [])].flatMap((entry) => withMember(entry) ?? []);
  }

  /** The session in the room itself; while that is moving away, where it still is. */
  find(id: string): FoundPath | undefined {
    const active = this.ofSession(id).filter(({ room }) => !room.standby);
    return active.find(({ room }) => !room.leaving) ?? active[0];
  }

  /**
   * The session on that path, or, without one, in the room itself.
   * @throws HoldfastError not_found when the node does not have the session, path_unknown when not on that path
   */
  get(id: string, pathId = ""): FoundPath {
    const found = pathId === "" ? this.find(id) : this.byPath(pathId);
    if (found?.path.sessionId === id) return found;
    if (pathId !== "" && this.#bySession.has(id as SessionId)) throw new HoldfastError("path_unknown");
    throw new HoldfastError("not_found", "session");
  }

  /** Sessions of that id whose paths are still being built. */
  building(id: string): PeerPath[] {
    return [...this.#building.keys()].filter((path) => path.sessionId === id);
  }

  /** Every path that this replica speaks for. */
  ofReplica(replicaId: ReplicaId): FoundPath[] {
    return [...this.#byPath.values()].flatMap((entry) =>
      entry.path.replicaId === replicaId ? (withMember(entry) ?? []) : [],
    );
  }
}

/** A path that its participant has replaced is not found any more. */
function withMember(entry: Entry | undefined): FoundPath | undefined {
  const member = entry?.room.members.get(entry.path.participantId);
  return entry && member?.path === entry.path ? { ...entry, member } : undefined;
}
