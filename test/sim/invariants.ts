// What must hold whatever happens. Looked at when something changes, several times a second, and at rest.

import type { NodeId, RoomName } from "../../proto/ids.ts";
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
/** Rooms kept for the detail of one violation; a broken rule breaks thousands of times. */
const maxViolations = 50;

export class Invariants {
  readonly violations: Violation[] = [];
  readonly #world: World;
  readonly #faults: () => Faults;
  readonly #followed = new Map<SimClient, number>();
  readonly #epochNodes = new Map<RoomName, { epoch: number; nodeId: NodeId }>();
  readonly #unservedMs = new Map<SimClient, number>();

  constructor(world: World, faults: () => Faults) {
    this.#world = world;
    this.#faults = faults;
  }

  /** At most one epoch of a room is followed by a client at a time, and it never goes down. */
  followed(client: SimClient, { epoch, nodeId }: ClientPath): void {
    const before = this.#followed.get(client) ?? 0;
    if (epoch < before) this.#fail("epochs never go down", `${client.identity} went from ${before} to ${epoch}`);
    this.#followed.set(client, epoch);
    const known = this.#epochNodes.get(client.room);
    if (!known || known.epoch < epoch) this.#epochNodes.set(client.room, { epoch, nodeId });
    else if (known.epoch === epoch && known.nodeId !== nodeId && !this.#faults().storeTouched)
      this.#fail("one epoch is one placement", `${client.room} epoch ${epoch}: ${known.nodeId} and ${nodeId}`);
  }

  attached(node: SimNode): void {
    if (node.sessions > node.capacity)
      this.#fail("nothing exceeds its capacity", `${node.id} has ${node.sessions} of ${node.capacity}`);
  }

  ended(client: SimClient, code: string): void {
    this.#fail("nobody is thrown out", `${client.identity} of ${client.room}: ${code}`);
  }

  /** Every so often: everybody whose network works has a call, together with the others of the room. */
  look(): void {
    for (const members of this.#world.rooms.values()) {
      for (const client of members) {
        if (!client.present || client.host.cutFrom.size > 0 || this.#isInCall(client, members)) {
          this.#unservedMs.delete(client);
          continue;
        }
        const ms = (this.#unservedMs.get(client) ?? 0) + lookEveryMs;
        this.#unservedMs.set(client, ms);
        if (ms >= servedWithinMs && ms < servedWithinMs + lookEveryMs)
          this.#fail("everybody is served within the bound", `${this.#describe(client)}, for ${ms} ms`);
      }
    }
    this.#lookAtDrains();
  }

  /** Nothing has gone wrong for long. */
  atRest(): void {
    const holders = new Map<RoomName, { node: SimNode; room: SimRoom }[]>();
    for (const node of this.#world.nodes.values()) {
      for (const room of node.rooms.values()) {
        const all = holders.get(room.name) ?? [];
        holders.set(room.name, all);
        all.push({ node, room });
      }
      if (node.leaving.size > 0)
        this.#fail("the system comes to rest", `${node.id} still has ${node.leaving.size} rooms that are leaving`);
    }
    for (const [name, members] of this.#world.rooms) {
      const present = members.filter((client) => !client.ended);
      if (present.length === 0) continue;
      for (const client of present) {
        if (!client.present || !client.online || !this.#isInCall(client, members))
          this.#fail("no room is lost", this.#describe(client));
      }
      const held = holders.get(name) ?? [];
      const where = held.map(({ node, room }) => `${node.id} at ${room.epoch}`).join(", ");
      if (held.length !== 1) this.#fail("a room is in one place", `${name}: ${where || "nowhere"}`);
      const stored = this.#world.store.placements.get(name);
      if (held.length === 1 && (stored?.nodeId !== held[0]!.node.id || stored.epoch !== held[0]!.room.epoch))
        this.#fail("the store knows where", `${name}: ${where}, stored ${stored?.nodeId} at ${stored?.epoch}`);
    }
  }

  /** A drain ends, or says why it did not. */
  #lookAtDrains(): void {
    const { drains } = this.#faults();
    for (const drain of drains) {
      const { node, deadlineMs, boot } = drain;
      const over = !node.alive || node.boot !== boot || node.serving.state !== 2;
      if (!over && (this.#world.time.nowMs < deadlineMs || node.host.stopped)) continue;
      drains.delete(drain);
      if (!over) this.#fail("a drain ends", `${node.id} still drains with ${node.rooms.size} rooms`);
      else if (node.alive && node.boot === boot && node.serving.why === "")
        this.#fail("a drain says how it ended", node.id);
    }
  }

  #isInCall(client: SimClient, members: readonly SimClient[]): boolean {
    if (!client.served) return false;
    for (const other of members) {
      if (other !== client && other.present && other.served && other.active!.nodeId !== client.active!.nodeId)
        return false;
    }
    return true;
  }

  #describe(client: SimClient): string {
    const { identity, room, active, online, present } = client;
    const path = active ? `${active.id} at ${active.epoch} ${active.state.name}` : "no path";
    const where = (this.#world.rooms.get(room) ?? []).map((it) => it.active?.nodeId ?? "-").join(" ");
    return `${identity} of ${room}: ${present ? "" : "not joined, "}${online ? "online" : "offline"}, ${path}; the room's paths: ${where}`;
  }

  #fail(rule: string, detail: string): void {
    if (this.violations.length < maxViolations)
      this.violations.push({ atMs: Math.round(this.#world.time.nowMs), rule, detail });
  }
}
