// Evens out what the nodes carry: looks at all of them every few seconds and moves some rooms without a gap
// (rebalance-plan.ts decides which). Of a planned room only those replicas do something that have sessions of it.

import type { Logger } from "../../base/logger.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { Store } from "../store/store.ts";
import type { Nodes } from "./nodes.ts";
import { type BalancedRoom, planRebalance, type Unevenness } from "./rebalance-plan.ts";
import type { Rooms } from "./rooms.ts";

const lookMs = 5_000;

export interface RebalancingDeps {
  nodes: Pick<Nodes, "links" | "candidates">;
  rooms: Pick<Rooms, "migrate">;
  store: Pick<Store, "up">;
  /** How long a room stays that has moved, for whatever reason; and a replica that has just started keeps still as long. */
  restMs: number;
  nowMs(): number;
  random: () => number;
  log: Logger;
}

interface Seen {
  nodeId: NodeId;
  epoch: number;
  sessions: number;
  movedAtMs: number;
}

export class Rebalancing {
  readonly #deps: RebalancingDeps;
  #seen = new Map<RoomName, Seen>();
  #uneven: Unevenness = new Map();
  readonly #moving = new Set<RoomName>();
  readonly #startedAtMs: number;
  #timer: NodeJS.Timeout;

  constructor(deps: RebalancingDeps) {
    this.#deps = deps;
    this.#startedAtMs = deps.nowMs();
    // Not all replicas at one moment: the later ones see what the first has moved.
    this.#timer = setTimeout(() => this.#look(), lookMs * deps.random()).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    this.#timer = setTimeout(() => this.#look(), lookMs).unref();
    const { nodes, rooms, store, nowMs, restMs, log } = this.#deps;
    const now = nowMs();
    this.#observe(now);
    // Without the store nobody arbitrates between replicas, and moving rooms can wait.
    if (!store.up || now - this.#startedAtMs < restMs) return;
    const held: BalancedRoom[] = [];
    for (const [room, { nodeId, sessions, movedAtMs }] of this.#seen)
      held.push({ room, nodeId, sessions, rests: this.#moving.has(room) || now - movedAtMs < restMs });
    const plan = planRebalance({ nodes: nodes.candidates(), rooms: held, uneven: this.#uneven, nowMs: now });
    this.#uneven = plan.uneven;
    for (const { room, from, to, why } of plan.moves) {
      log.debug({ room, from, to, why }, "room is to move to even out the nodes");
      this.#moving.add(room);
      void rooms.migrate(room, from, wire.PathCause.REBALANCED, why, to).finally(() => this.#moving.delete(room));
    }
  }

  /** Where each room is, by its highest epoch, and when it came there. */
  #observe(nowMs: number): void {
    const seen = new Map<RoomName, Seen>();
    for (const { id: nodeId, rooms } of this.#deps.nodes.links) {
      if (nodeId === undefined) continue;
      for (const [room, { epoch, sessions, leaving }] of rooms) {
        if (leaving || (seen.get(room)?.epoch ?? 0) >= epoch) continue;
        const before = this.#seen.get(room);
        const movedAtMs = before?.nodeId === nodeId ? before.movedAtMs : before ? nowMs : Number.NEGATIVE_INFINITY;
        seen.set(room, { nodeId, epoch, sessions, movedAtMs });
      }
    }
    this.#seen = seen;
  }
}
