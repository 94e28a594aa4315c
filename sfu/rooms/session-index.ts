import { HoldfastError } from "../../proto/errors.ts";
import type { ReplicaId, SessionId } from "../../proto/ids.ts";
import type { Member } from "./member.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";

export interface FoundSession {
  room: Room;
  member: Member;
  session: Session;
}

/** Every session of the node by its id. A session that is attached anew replaces its older object. */
export class SessionIndex {
  readonly #attached = new Map<SessionId, { room: Room; session: Session }>();
  readonly #building = new Map<Session, Room>();

  /** Sessions held, those being built included: what the node's capacity counts. */
  get size(): number {
    return this.#attached.size + this.#building.size;
  }
  get attachedCount(): number {
    return this.#attached.size;
  }

  addBuilding(session: Session, room: Room): void {
    this.#building.set(session, room);
  }
  doneBuilding(session: Session): void {
    this.#building.delete(session);
  }
  set(session: Session, room: Room): void {
    this.#attached.set(session.id, { room, session });
  }
  /** Forgets the session, unless its id stands for a newer object by now. */
  delete(session: Session): void {
    if (this.#attached.get(session.id)?.session === session) this.#attached.delete(session.id);
  }

  find(id: string): FoundSession | undefined {
    const found = this.#attached.get(id as SessionId);
    const member = found?.room.members.get(found.session.participantId);
    if (!found || member?.session !== found.session) return undefined;
    return { ...found, member };
  }

  /** @throws HoldfastError not_found */
  get(id: string): FoundSession {
    const found = this.find(id);
    if (!found) throw new HoldfastError("not_found", "session");
    return found;
  }

  /** Sessions of that id whose paths are still being built. */
  building(id: string): Session[] {
    return [...this.#building.keys()].filter((session) => session.id === id);
  }

  ofReplica(replicaId: ReplicaId): SessionId[] {
    return [...this.#attached.values()]
      .filter(({ session }) => session.replicaId === replicaId)
      .map(({ session }) => session.id);
  }
}
