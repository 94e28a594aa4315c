// What must hold when nothing has gone wrong for a while.

import type { RoomName } from "../../proto/ids.ts";
import type { Invariants } from "./invariants.ts";
import type { SimClient } from "./sim-client.ts";
import type { SimNode } from "./sim-node.ts";
import type { SimRoom } from "./sim-room.ts";
import type { World } from "./world.ts";

interface Holder {
  node: SimNode;
  room: SimRoom;
}

export function lookAtRest(world: World, invariants: Invariants): void {
  const holders = new Map<RoomName, Holder[]>();
  for (const node of world.nodes.values()) {
    for (const room of node.rooms.values()) {
      const all = holders.get(room.name) ?? [];
      holders.set(room.name, all);
      all.push({ node, room });
    }
    if (node.leaving.size > 0)
      invariants.fail("the system comes to rest", `${node.id} still has ${node.leaving.size} rooms that are leaving`);
  }
  for (const [name, members] of world.rooms) {
    const present = members.filter((client) => !client.ended);
    if (present.length === 0) continue;
    lookAtCalls(world, present, members, invariants);
    lookAtPlacement(world, name, holders.get(name) ?? [], invariants);
  }
  lookAtStandbys(world, invariants);
}

function lookAtCalls(
  world: World,
  present: readonly SimClient[],
  members: readonly SimClient[],
  invariants: Invariants,
): void {
  const nodeId = members.find(({ active }) => active)?.active?.nodeId;
  const node = world.nodes.get(nodeId ?? "");
  const hasPlace = [...world.nodes.values()].some(({ sessions, capacity }) => sessions + members.length <= capacity);
  for (const client of present) {
    // Who comes to a call whose node is full waits for a place, where none has one for all of the room either.
    if (!client.present && node && node.sessions >= node.capacity && !hasPlace) continue;
    if (!client.present || !client.online || !invariants.isInCall(client, members))
      invariants.fail("no room is lost", invariants.describe(client));
  }
}

function lookAtPlacement(world: World, name: RoomName, held: readonly Holder[], invariants: Invariants): void {
  const where = held.map(({ node, room }) => `${node.id} at ${room.epoch}`).join(", ");
  const [only] = held;
  if (!only || held.length > 1) return invariants.fail("a room is in one place", `${name}: ${where || "nowhere"}`);
  const stored = world.store.placements.get(name);
  if (stored?.nodeId !== only.node.id || stored.epoch !== only.room.epoch)
    invariants.fail("the store knows where", `${name}: ${where}, stored ${stored?.nodeId} at ${stored?.epoch}`);
}

/** Who wants one has a standby path, which works, and beside the node of the call where there is another that has place. */
function lookAtStandbys(world: World, invariants: Invariants): void {
  for (const client of world.clients) {
    const { active, standby, hot, ended } = client;
    if (!hot || ended || !active) continue;
    const size = world.rooms.get(client.room)?.length ?? 0;
    // A drain that a slow replica was asked for may have come after everything was repaired.
    const others = [...world.nodes.values()].filter(
      ({ id, serving, sessions, capacity }) =>
        id !== active.nodeId && (serving.state ?? 0) === 0 && sessions + size <= capacity,
    );
    if (others.length === 0) continue;
    if (!standby?.works || standby.nodeId === active.nodeId || standby.epoch > active.epoch)
      invariants.fail(
        "who is hot has a standby",
        `${invariants.describe(client)}; standby ${standby ? `${standby.id} ${standby.state.name}` : "none"}`,
      );
  }
}
