import { ChurnMap } from "../../proto/churn.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { PathId, ReplicaId, SessionId } from "../../proto/ids.ts";
import type { Member } from "./member.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";

export interface FoundSession {
  room: Room;
  member: Member;
  session: Session;
}

interface Entry {
  room: Room;
  session: Session;
}

/**
 * Every path of the node, by its id and by its session's. A session has several when its room is moving within the
 * node, or stands by beside itself; in one room it has one, because attaching it again replaces the older path.
 */
export class SessionIndex {
  readonly #byPath = new ChurnMap<PathId, Entry>();
  readonly #bySession = new ChurnMap<SessionId, Set<Entry>>();
  readonly #building = new ChurnMap<Session, Room>();

  /** Paths that count against the node's capacity: those being built too, but not what is about to leave. */
  get size(): number {
    return this.attachedCount + this.#building.size;
  }
  get attachedCount(): number {
    let count = 0;
    for (const { room } of this.#byPath.values()) if (!room.leaving) count++;
    return count;
  }

  addBuilding(session: Session, room: Room): void {
    this.#building.set(session, room);
  }
  doneBuilding(session: Session): void {
    this.#building.delete(session);
  }

  set(session: Session, room: Room): void {
    const entry = { room, session };
    this.#byPath.set(session.pathId, entry);
    const entries = this.#bySession.get(session.id);
    if (entries) entries.add(entry);
    else this.#bySession.set(session.id, new Set([entry]));
  }

  delete(session: Session): void {
    const entry = this.#byPath.get(session.pathId);
    if (!entry) return;
    this.#byPath.delete(session.pathId);
    const entries = this.#bySession.get(session.id);
    entries?.delete(entry);
    if (entries?.size === 0) this.#bySession.delete(session.id);
  }

  /** The session on that path. */
  byPath(pathId: string): FoundSession | undefined {
    return withMember(this.#byPath.get(pathId as PathId));
  }

  /** All the session's paths on the node. */
  ofSession(id: string): FoundSession[] {
    return [...(this.#bySession.get(id as SessionId) ?? [])].flatMap((entry) => withMember(entry) ?? []);
  }

  /** The session in the room itself; while that is moving away, where it still is. */
  find(id: string): FoundSession | undefined {
    const active = this.ofSession(id).filter(({ room }) => !room.standby);
    return active.find(({ room }) => !room.leaving) ?? active[0];
  }

  /**
   * The session on that path, or, without one, in the room itself.
   * @throws HoldfastError not_found when the node does not have the session, path_unknown when not on that path
   */
  get(id: string, pathId = ""): FoundSession {
    const found = pathId === "" ? this.find(id) : this.byPath(pathId);
    if (found?.session.id === id) return found;
    if (pathId !== "" && this.#bySession.has(id as SessionId)) throw new HoldfastError("path_unknown");
    throw new HoldfastError("not_found", "session");
  }

  /** Sessions of that id whose paths are still being built. */
  building(id: string): Session[] {
    return [...this.#building.keys()].filter((session) => session.id === id);
  }

  /** Every path that this replica speaks for. */
  ofReplica(replicaId: ReplicaId): FoundSession[] {
    return [...this.#byPath.values()].flatMap((entry) =>
      entry.session.replicaId === replicaId ? (withMember(entry) ?? []) : [],
    );
  }
}

/** A path that its participant has replaced is not found any more. */
function withMember(entry: Entry | undefined): FoundSession | undefined {
  const member = entry?.room.members.get(entry.session.participantId);
  return entry && member?.session === entry.session ? { ...entry, member } : undefined;
}
