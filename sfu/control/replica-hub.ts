import type { Logger } from "../../base/logger.ts";
import type { ReplicaId } from "../../proto/ids.ts";
import type { NodeEvent } from "../messages.ts";
import type { NodeEventSink } from "../rooms/announcer.ts";

/** A control connection that has proved itself. */
export interface ReplicaConnection {
  sendEvent(event: NodeEvent): void;
  /** Another connection of the same replica has come. */
  supersede(): void;
}

/** What is kept for a replica that is away. More is no loss: it asks for its paths when it comes back. */
const maxMissedEvents = 2_000;

interface Seat {
  connection: ReplicaConnection | undefined;
  missed: NodeEvent[];
  orphanTimer: NodeJS.Timeout | undefined;
}

export interface ReplicaHubOptions {
  log: Logger;
  /** How long sessions go on without a replica that speaks for them. */
  graceMs: number;
  /** The replica has not come back: nobody speaks for its sessions. */
  onOrphaned(replicaId: ReplicaId): void;
}

/**
 * Which replica is connected, and what goes to it. A replica that comes back in time finds its sessions going on; what
 * their clients missed is kept by their paths, and asked for.
 */
export class ReplicaHub implements NodeEventSink {
  readonly #seats = new Map<ReplicaId, Seat>();
  readonly #options: ReplicaHubOptions;

  constructor(options: ReplicaHubOptions) {
    this.#options = options;
  }

  get connectedCount(): number {
    return [...this.#seats.values()].filter((seat) => seat.connection).length;
  }

  /** Call `flushMissed` after the replica has its HelloReply. */
  connected(replicaId: ReplicaId, connection: ReplicaConnection): void {
    const seat = this.#seats.get(replicaId) ?? { connection: undefined, missed: [], orphanTimer: undefined };
    clearTimeout(seat.orphanTimer);
    seat.connection?.supersede();
    seat.connection = connection;
    this.#seats.set(replicaId, seat);
  }

  flushMissed(replicaId: ReplicaId): void {
    const seat = this.#seats.get(replicaId);
    if (!seat?.connection) return;
    const { missed } = seat;
    seat.missed = [];
    for (const event of missed) seat.connection.sendEvent(event);
  }

  disconnected(replicaId: ReplicaId, connection: ReplicaConnection): void {
    const seat = this.#seats.get(replicaId);
    if (seat?.connection !== connection) return; // superseded
    seat.connection = undefined;
    seat.orphanTimer = setTimeout(() => {
      this.#seats.delete(replicaId);
      this.#options.onOrphaned(replicaId);
    }, this.#options.graceMs);
  }

  deliver(replicaId: ReplicaId, event: NodeEvent): void {
    const seat = this.#seats.get(replicaId);
    if (!seat) return;
    if (seat.connection) seat.connection.sendEvent(event);
    else if (event.body !== "sessionEvent" && seat.missed.length < maxMissedEvents) seat.missed.push(event);
  }

  /**
   * To every replica. For one that is away only the loss of rooms is kept: rooms held are in the HelloReply that it gets
   * when it comes back, and heartbeats are of the moment.
   */
  broadcast(event: NodeEvent): void {
    for (const [replicaId, seat] of this.#seats) {
      if (event.body === "roomsLost") this.deliver(replicaId, event);
      else seat.connection?.sendEvent(event);
    }
  }

  close(): void {
    for (const seat of this.#seats.values()) clearTimeout(seat.orphanTimer);
    this.#seats.clear();
  }
}
