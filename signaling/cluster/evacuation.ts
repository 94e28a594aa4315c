// Empties nodes that are draining, or that have not been heard of for too long: their rooms move without a gap, a few at
// a time. No replica leads: each moves the rooms that it has sessions of, and the placement's epoch arbitrates.

import type { Logger } from "../../base/logger.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { wire } from "../../proto/model.ts";
import type { NodeLink } from "./node-link.ts";
import { nextMigrations } from "./migration-plan.ts";
import type { Rooms } from "./rooms.ts";

const lookAgainMs = 250;

export interface EvacuationDeps {
  rooms: Rooms;
  log: Logger;
}

export class Evacuation {
  readonly #deps: EvacuationDeps;
  readonly #leaving = new Map<NodeId, { link: NodeLink; cause: wire.PathCause; witness: string }>();
  readonly #inFlight = new Map<RoomName, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: EvacuationDeps) {
    this.#deps = deps;
  }

  begin(link: NodeLink, cause: wire.PathCause, witness: string): void {
    if (link.id === undefined || this.#leaving.has(link.id)) return;
    this.#leaving.set(link.id, { link, cause, witness });
    this.#deps.rooms.leaveStandby(link.id);
    this.#look();
  }

  /** The drain was cancelled, or is over; rooms that are moving already arrive. */
  end(nodeId: NodeId): void {
    this.#leaving.delete(nodeId);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#leaving.clear();
  }

  #look(): void {
    clearTimeout(this.#timer);
    for (const [nodeId, { cause, witness }] of this.#leaving) this.#moveSome(nodeId, cause, witness);
    if (this.#leaving.size > 0) this.#timer = setTimeout(() => this.#look(), lookAgainMs);
  }

  #moveSome(nodeId: NodeId, cause: wire.PathCause, witness: string): void {
    const rooms = this.#deps.rooms
      .on(nodeId)
      .filter(({ name }) => !this.#inFlight.has(name))
      .map(({ name, sessions }) => ({ room: name, sessions: sessions.size }));
    const inFlight = [...this.#inFlight.values()];
    for (const { room, sessions } of nextMigrations({ rooms, inFlight })) {
      this.#inFlight.set(room, sessions);
      void this.#deps.rooms.migrate(room, nodeId, cause, witness).finally(() => this.#inFlight.delete(room));
    }
  }
}
