// What must hold whatever happens: looked at whenever something changes that it depends on, and, where time passing is
// what breaks it, several times a second. What must hold at rest besides is in at-rest.ts.

import type { NodeId, RoomName } from "../../proto/ids.ts";
import { leavingGraceMs } from "../../signaling/rooms/migration.ts";
import type { Faults } from "./faults.ts";
import type { ClientPath } from "./client-path.ts";
import type { SimClient } from "./sim-client.ts";
import type { SimNode } from "./sim-node.ts";
import type { SimRoom } from "./sim-room.ts";
import type { World } from "./world.ts";

export interface Violation {
  atMs: number;
  rule: string;
  detail: string;
}

/** Nobody whose own network works is without a call for longer, however many faults come upon each other. */
export const servedWithinMs = 30_000;
export const lookEveryMs = 250;
/** What leaves a node is gone by then (signaling/rooms/migration.ts), and a little later where messages are slow. */
const leavesWithinMs = leavingGraceMs + 2_000;
/** Rooms kept for the detail of one violation; a broken rule breaks thousands of times. */
const maxViolations = 50;

export class Invariants {
  readonly violations: Violation[] = [];
  /** What nodes told of how their drains ended. */
  readonly drainEnds: string[] = [];
  readonly #world: World;
  readonly #faults: () => Faults;
  readonly #followed = new Map<SimClient, number>();
  /** By node, its process, and room. */
  readonly #heldBefore = new Map<string, number>();
  /** By room and epoch. */
  readonly #placements = new Map<string, NodeId>();
  /** Those that two nodes got while there was no store to arbitrate. */
  readonly #collided = new Set<string>();
  readonly #unservedMs = new Map<SimClient, number>();
  readonly #leavingMs = new Map<SimRoom, number>();

  constructor(world: World, faults: () => Faults) {
    this.#world = world;
    this.#faults = faults;
  }

  /** At most one epoch of a room is followed by a client at a time, and it never goes down. */
  followed(client: SimClient, { epoch, nodeId }: ClientPath): void {
    const before = this.#followed.get(client) ?? 0;
    if (epoch < before) this.fail("epochs never go down", `${client.identity} went from ${before} to ${epoch}`);
    this.#followed.set(client, epoch);
    this.#placed(client.room, epoch, nodeId);
  }

  /** The node has opened the room at its epoch, or what stood by there is the room now. */
  held(node: SimNode, { name, epoch }: SimRoom): void {
    const key = `${node.id} ${node.boot} ${name}`;
    const before = this.#heldBefore.get(key) ?? 0;
    if (epoch < before) this.fail("epochs never go down", `${name} on ${node.id} went from ${before} to ${epoch}`);
    this.#heldBefore.set(key, epoch);
    this.#placed(name, epoch, node.id);
  }

  /** One epoch is one placement, unless the store cannot tell. */
  #placed(room: RoomName, epoch: number, nodeId: NodeId): void {
    const key = `${room} ${epoch}`;
    const known = this.#placements.get(key);
    if (known === undefined) this.#placements.set(key, nodeId);
    if (known === undefined || known === nodeId || this.#collided.has(key)) return;
    if (this.#faults().storeTouched) this.#collided.add(key);
    else this.fail("one epoch is one placement", `${room} epoch ${epoch}: ${known} and ${nodeId}`);
  }

  attached(node: SimNode): void {
    if (node.sessions > node.capacity)
      this.fail("nothing exceeds its capacity", `${node.id} has ${node.sessions} of ${node.capacity}`);
  }

  ended(client: SimClient, code: string): void {
    this.fail("nobody is thrown out", `${client.identity} of ${client.room}: ${code}`);
  }

  /** Every so often: everybody whose network works has a call, together with the others of the room. */
  look(): void {
    // Who has no path is offered one by a replica: while none can be reached, nobody's time counts.
    const reachable = this.#world.replicas.some(({ alive, host }) => alive && !host.cutFrom.has("client"));
    for (const members of this.#world.rooms.values()) {
      if (this.#allInCall(members)) continue;
      for (const client of members) {
        if (!client.present || client.host.impaired || this.isInCall(client, members)) {
          this.#unservedMs.delete(client);
          continue;
        }
        const ms = (this.#unservedMs.get(client) ?? 0) + (reachable ? lookEveryMs : 0);
        this.#unservedMs.set(client, ms);
        if (reachable && ms >= servedWithinMs && ms < servedWithinMs + lookEveryMs)
          this.fail("everybody is served within the bound", `${this.describe(client)}, for ${ms} ms`);
      }
    }
    this.#lookAtDrains();
    this.#lookAtLeaving();
  }

  /** A drain ends, or says why it did not. */
  #lookAtDrains(): void {
    const { drains } = this.#faults();
    for (const drain of drains) {
      const { node, deadlineMs, boot } = drain;
      const over = !node.alive || node.boot !== boot || node.serving.state !== 2;
      if (!over && (this.#world.time.nowMs < deadlineMs || node.host.stopped)) continue;
      drains.delete(drain);
      if (!over) this.fail("a drain ends", `${node.id} still drains with ${node.rooms.size} rooms`);
      else if (node.alive && node.boot === boot && node.serving.why === "")
        this.fail("a drain says how it ended", node.id);
      else if (node.alive && node.boot === boot) this.drainEnds.push(node.serving.why ?? "");
    }
  }

  /** A room that moves away stays beside its node's capacity for a moment only. */
  #lookAtLeaving(): void {
    const before = new Map(this.#leavingMs);
    this.#leavingMs.clear();
    for (const node of this.#world.nodes.values()) {
      for (const room of node.leaving) {
        const ms = (before.get(room) ?? 0) + (node.host.stopped ? 0 : lookEveryMs);
        this.#leavingMs.set(room, ms);
        if (ms >= leavesWithinMs && ms < leavesWithinMs + lookEveryMs)
          this.fail("what leaves is gone in time", `${room.name} at ${room.epoch} on ${node.id}, for ${ms} ms`);
      }
    }
  }

  /** As nearly always: nobody has to be looked at by themselves. */
  #allInCall(members: readonly SimClient[]): boolean {
    const nodeId = members[0]!.active?.nodeId;
    return members.every(
      (client) => client.active?.nodeId === nodeId && client.served && !this.#unservedMs.has(client),
    );
  }

  /** Together with the others. */
  isInCall(client: SimClient, members: readonly SimClient[]): boolean {
    if (!client.served) return false;
    for (const other of members) {
      if (other !== client && other.present && other.served && other.active!.nodeId !== client.active!.nodeId)
        return false;
    }
    return true;
  }

  describe(client: SimClient): string {
    const { identity, room, active, online, present } = client;
    const path = active ? `${active.id} at ${active.epoch} ${active.state.name}` : "no path";
    const where = (this.#world.rooms.get(room) ?? []).map((it) => it.active?.nodeId ?? "-").join(" ");
    return `${identity} of ${room}: ${present ? "" : "not joined, "}${online ? "online" : "offline"}, ${path}; the room's paths: ${where}`;
  }

  fail(rule: string, detail: string): void {
    if (this.violations.length < maxViolations)
      this.violations.push({ atMs: Math.round(this.#world.time.nowMs), rule, detail });
  }
}
