// What one replica and one node have said to each other, as far as it tells what the node may be asked for.

import type { NodeEvent, NodeReply } from "../../proto/cluster-codec.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import { burstOf, perMsOf } from "../../signaling/rooms/recovery-pace.ts";
import type { ControlMessage } from "./control-channel.ts";
import { Gaps } from "./gaps.ts";

/** Promised: three heartbeats are missing. */
export const suspectAfterMs = 750;
/** Between the choice of a node and the request: the store answers, those who stand by are promoted, others go first. */
export const underWayMs = 3_000;

/** Sessions that came to a room which the node did not have. */
interface Ask {
  sessions: number;
  /** When the node answered, and has counted them. */
  answeredAtMs: number;
}

const sessionsIn = (rooms: readonly cluster.RoomEpoch.$Shape[]): number =>
  rooms.reduce((sum, { sessions, leaving }) => sum + (leaving ? 0 : (sessions ?? 0)), 0);

export class NodeTalk {
  readonly name: string;
  /** Of life. */
  readonly signs: Gaps;
  readonly #nowMs: () => number;
  #capacity = 0;
  #closedSinceMs = Infinity;
  /** As the node told, within the time that a choice may take to become a request. */
  #loads: { sessions: number; heardAtMs: number }[] = [];
  #asks: Ask[] = [];
  readonly #open = new Map<number, Ask>();
  /** When all that was asked for recoveries is within the pace. */
  #paceMs = 0;

  constructor(nowMs: () => number, name: string) {
    this.#nowMs = nowMs;
    this.name = name;
    this.signs = new Gaps(suspectAfterMs, nowMs());
  }

  get silentMs(): number {
    return this.signs.before(this.#nowMs());
  }

  /** How long it is known that the node takes no rooms. */
  get closedForMs(): number {
    return this.#nowMs() - this.#closedSinceMs;
  }

  heard(message: ControlMessage): void {
    if ("identity" in message) {
      const { capacity, serving, rooms } = message.identity;
      this.#capacity = capacity;
      this.#loads = [{ sessions: sessionsIn(rooms), heardAtMs: this.#nowMs() }];
      this.#open.clear();
      this.#asks = [];
      this.signs.happened(this.#nowMs());
      this.#serves((serving.state ?? 0) === 0);
    } else if ("reply" in message) this.#replied(message.reply);
    else if ("event" in message) this.#told(message.event);
  }

  #replied(reply: NodeReply): void {
    if (reply.body === "setServing") this.#serves((reply.setServing.serving?.state ?? 0) === 0);
    const results = reply.body === "attach" ? (reply.attach.results ?? []) : [];
    this.#answered(reply.id ?? 0, results.filter(({ outcome }) => outcome === "offer").length);
  }

  #told(event: NodeEvent): void {
    if (event.body === "heartbeat") {
      const { load, serving } = event.heartbeat;
      this.signs.happened(this.#nowMs());
      this.#loads = this.#loads.filter(
        ({ heardAtMs }, i) => heardAtMs > this.#nowMs() - underWayMs || i >= this.#loads.length - 1,
      );
      this.#loads.push({ sessions: load?.sessions ?? 0, heardAtMs: this.#nowMs() });
      this.#serves((serving?.state ?? 0) === 0);
    } else if (event.body === "roomsLost") {
      const last = this.#loads.at(-1)!;
      this.#loads.push({ ...last, sessions: last.sessions - sessionsIn(event.roomsLost.rooms ?? []) });
    }
  }

  #serves(takesRooms: boolean): void {
    this.#closedSinceMs = takesRooms ? Infinity : Math.min(this.#closedSinceMs, this.#nowMs());
  }

  cancelled(id: number): void {
    this.#answered(id, 0);
  }

  #answered(id: number, sessions: number): void {
    const ask = this.#open.get(id);
    if (!ask) return;
    this.#open.delete(id);
    ask.sessions = sessions;
    ask.answeredAtMs = this.#nowMs();
  }

  /** How many too many that is, whichever of the loads the node was chosen by. */
  ask(id: number, sessions: number): number {
    const now = this.#nowMs();
    this.#asks = this.#asks.filter(({ answeredAtMs }) => answeredAtMs >= now - 2 * underWayMs);
    const ask: Ask = { sessions, answeredAtMs: Infinity };
    this.#asks.push(ask);
    this.#open.set(id, ask);
    let least = Infinity;
    for (const { sessions: told, heardAtMs } of this.#loads) {
      let expected = told;
      for (const other of this.#asks) if (other.answeredAtMs >= heardAtMs) expected += other.sessions;
      least = Math.min(least, expected - this.#capacity);
    }
    return Math.max(0, least);
  }

  /** How many of them come before their turn, by the pace that a node of this capacity is given. */
  aheadOfPace(sessions: number): number {
    const [burst, perMs] = [burstOf(this.#capacity), perMsOf(this.#capacity)];
    const aheadMs = Math.max(0, this.#paceMs - this.#nowMs());
    this.#paceMs = this.#nowMs() + aheadMs + sessions / perMs;
    return aheadMs * perMs + Math.min(sessions, burst) - burst;
  }
}
