// Empties nodes that are draining, or that have not been heard of for too long: their rooms move without a gap, a few at
// a time. No replica leads: each moves the rooms that it has sessions of, and the placement's epoch arbitrates.

import type { NodeId, RoomName } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { NodeState } from "../nodes/liveness.ts";
import type { NodeLink } from "../nodes/node-link.ts";
import { nextMigrations } from "../rooms/migration-plan.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { servingName, type ServingName } from "../nodes/serving.ts";

const lookAgainMs = 250;

interface Leaving {
  readonly link: NodeLink;
  /** How often each room was tried that is still there. */
  readonly tries: Map<RoomName, number>;
}

export interface EvacuationDeps {
  rooms: Rooms;
}

/** Why rooms are to leave the node, as long as they are. Pure. */
export function reasonToLeave(state: NodeState, serving: ServingName): wire.PathCause | undefined {
  if (state === "abandoned") return wire.PathCause.CONTROL_LOST;
  return serving === "draining" && state !== "dead" ? wire.PathCause.NODE_DRAINED : undefined;
}

const reasonOf = ({ liveness, serving }: NodeLink): wire.PathCause | undefined =>
  reasonToLeave(liveness.state, servingName(serving.state));

export class Evacuation {
  readonly #deps: EvacuationDeps;
  readonly #leaving = new Map<NodeId, Leaving>();
  readonly #inFlight = new Map<RoomName, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: EvacuationDeps) {
    this.#deps = deps;
  }

  /** The node may have a reason to be left now. It is left until it has none. */
  consider(link: NodeLink): void {
    if (link.id === undefined || this.#leaving.has(link.id) || reasonOf(link) === undefined) return;
    this.#leaving.set(link.id, { link, tries: new Map() });
    this.#deps.rooms.leaveStandby(link.id);
    this.#look();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#leaving.clear();
  }

  #look(): void {
    clearTimeout(this.#timer);
    for (const [nodeId, { link, tries }] of this.#leaving) {
      const cause = reasonOf(link);
      // It is heard of again, the drain is over, or it is dead: rooms that are moving already arrive.
      if (cause === undefined) this.#leaving.delete(nodeId);
      else this.#moveSome(nodeId, tries, cause, link.liveness.witness || link.serving.why || "");
    }
    if (this.#leaving.size > 0) this.#timer = setTimeout(() => this.#look(), lookAgainMs);
  }

  #moveSome(nodeId: NodeId, tries: Leaving["tries"], cause: wire.PathCause, witness: string): void {
    const rooms = this.#deps.rooms
      .on(nodeId)
      .filter(({ name }) => !this.#inFlight.has(name))
      .map(({ name, sessions }) => ({ room: name, sessions: sessions.size, tries: tries.get(name) ?? 0 }));
    const inFlight = [...this.#inFlight.values()];
    for (const { room, sessions } of nextMigrations({ rooms, inFlight })) {
      this.#inFlight.set(room, sessions);
      tries.set(room, (tries.get(room) ?? 0) + 1);
      void this.#deps.rooms.migrate(room, nodeId, cause, witness).finally(() => this.#inFlight.delete(room));
    }
  }
}
