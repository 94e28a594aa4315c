// Evens out what the nodes carry: looks at all of them every few seconds and moves some rooms without a gap
// (rebalance-plan.ts decides which). Of a planned room only those replicas do something that have sessions of it. Nodes
// count as carrying what is in the rooms that are there by now: the loads that they tell lag behind rooms that move, and
// two replicas that went by them would both move rooms for one and the same unevenness.

import type { Logger } from "../../base/logger.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { Store } from "../store/store.ts";
import type { Nodes } from "../nodes/nodes.ts";
import { type BalancedRoom, planRebalance, type Rebalance, type Unevenness } from "./rebalance-plan.ts";
import { type RoomTold, type Whereabouts, whereRoomsAre } from "./room-whereabouts.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { NodeCandidate } from "../placement/select-node.ts";

const lookMs = 5_000;

export interface RebalancingDeps {
  nodes: Pick<Nodes, "links">;
  rooms: Pick<Rooms, "migrate">;
  store: Pick<Store, "up">;
  /** How long a room stays that has moved, for whatever reason; and a replica that has just started keeps still as long. */
  restMs: number;
  nowMs(): number;
  random: () => number;
  log: Logger;
}

export class Rebalancing {
  readonly #deps: RebalancingDeps;
  #seen: Whereabouts = new Map();
  #uneven: Unevenness = new Map();
  /** Those that this replica moves just now. */
  readonly #moving = new Map<RoomName, Rebalance>();
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
    this.#seen = whereRoomsAre(this.#seen, toldBy(nodes.links), { nowMs: now, keepMs: restMs });
    // Without the store nobody arbitrates between replicas, and moving rooms can wait.
    if (!store.up || now - this.#startedAtMs < restMs) return;
    const held = this.#rooms(now);
    const plan = planRebalance({ nodes: this.#nodes(held, now), rooms: held, uneven: this.#uneven, nowMs: now });
    this.#uneven = plan.uneven;
    for (const move of plan.moves) {
      const { room, from, to, why } = move;
      log.debug({ room, from, to, why }, "room is to move to even out the nodes");
      this.#moving.set(room, move);
      void rooms.migrate(room, from, wire.PathCause.REBALANCED, why, to).finally(() => this.#moving.delete(room));
    }
  }

  /** What is on its way counts where it goes. */
  #rooms(nowMs: number): BalancedRoom[] {
    const held: BalancedRoom[] = [];
    for (const [room, { nodeId, sessions, movedAtMs, seenAtMs }] of this.#seen) {
      if (seenAtMs !== nowMs) continue;
      const move = this.#moving.get(room);
      const rests = move !== undefined || nowMs - movedAtMs < this.#deps.restMs;
      held.push({ room, nodeId: move?.from === nodeId ? move.to : nodeId, sessions, rests });
    }
    return held;
  }

  #nodes(rooms: readonly BalancedRoom[], nowMs: number): NodeCandidate[] {
    const inRooms = new Map<NodeId, number>();
    for (const { nodeId, sessions } of rooms) inRooms.set(nodeId, (inRooms.get(nodeId) ?? 0) + sessions);
    return this.#deps.nodes.links.flatMap((link) => {
      const node = link.candidate(nowMs);
      return node ? [{ ...node, sessions: link.standbySessions + (inRooms.get(node.id) ?? 0) }] : [];
    });
  }
}

function* toldBy(links: Nodes["links"]): Generator<RoomTold> {
  for (const { id: nodeId, rooms } of links) {
    if (nodeId === undefined) continue;
    for (const [room, { epoch, sessions, leaving }] of rooms) if (!leaving) yield { room, nodeId, epoch, sessions };
  }
}
