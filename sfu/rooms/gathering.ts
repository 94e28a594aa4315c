import { ChurnSet } from "../../proto/churn.ts";
import { readyConsumers, tellConsumers } from "./consume.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";

/** Longest wait for what others are about to publish; a renegotiation in a browser takes about as long. */
export const gatherMs = 30;

/**
 * When a room comes back after a failover, everybody publishes again within some tens of milliseconds, and each Assert
 * makes consumers for all the others. A browser renegotiates for every ConsumersAdded, one after another, so until the
 * room is settled what comes close together is told together: when everybody has asserted, or after gatherMs. The same
 * in a standby room, which everybody comes to at once, and nobody is in a hurry.
 */
export class Gathering {
  readonly #room: Room;
  readonly #waiting = new ChurnSet<Session>();
  #timer: NodeJS.Timeout | undefined;

  constructor(room: Room) {
    this.#room = room;
  }

  /** The session has consumers that its client has not been told of. */
  add(session: Session): void {
    this.#waiting.add(session);
    const { settled, standby } = this.#room;
    if ((settled && !standby) || this.#isComplete()) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), gatherMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #isComplete(): boolean {
    for (const session of this.#room.others()) {
      if (session.send && !session.asserted) return false;
      for (const { consumer } of session.consumers.values()) if (!consumer) return false;
    }
    return true;
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const session of this.#waiting) {
      const consumers = tellConsumers(readyConsumers(session).filter(({ told }) => !told));
      if (consumers.length === 0) continue;
      this.#room.announce([session], {
        body: "consumersAdded",
        consumersAdded: { pathId: session.pathId, consumers },
      });
    }
    this.#waiting.clear();
  }
}
