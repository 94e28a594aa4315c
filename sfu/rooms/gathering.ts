import type { Event } from "../messages.ts";
import type { PeerPath } from "./peer-path.ts";
import { tellConsumers } from "./received-track.ts";

/** Longest wait for what others are about to publish; a renegotiation in a browser takes about as long. */
export const gatherMs = 30;

/** What it needs to know of its room. */
interface GatheringRoom {
  readonly settled: boolean;
  readonly standby: boolean;
  others(): Iterable<PeerPath>;
  announce(listeners: readonly PeerPath[], event: Event): void;
}

/**
 * When a room comes back after a failover, everybody publishes again within some tens of milliseconds, and each Assert
 * makes consumers for all the others. A browser renegotiates for every ConsumersAdded, one after another, so until the
 * room is settled what comes close together is told together: when everybody has asserted, or after gatherMs. The same
 * in a standby room, which everybody comes to at once, and nobody is in a hurry.
 */
export class Gathering {
  readonly #room: GatheringRoom;
  readonly #waiting = new Set<PeerPath>();
  #timer: NodeJS.Timeout | undefined;

  constructor(room: GatheringRoom) {
    this.#room = room;
  }

  /** The session has consumers that its client has not been told of. */
  add(path: PeerPath): void {
    this.#waiting.add(path);
    const { settled, standby } = this.#room;
    if ((settled && !standby) || this.#isComplete()) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), gatherMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #isComplete(): boolean {
    for (const path of this.#room.others()) {
      if (path.send && !path.asserted) return false;
      for (const { consumer } of path.consumers.values()) if (!consumer) return false;
    }
    return true;
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const path of this.#waiting) {
      const consumers = tellConsumers(path.readyConsumers().filter(({ told }) => !told));
      if (consumers.length === 0) continue;
      this.#room.announce([path], {
        body: "consumersAdded",
        consumersAdded: { pathId: path.id, consumers },
      });
    }
    this.#waiting.clear();
  }
}
