import type { PathOffer } from "../../proto/model.ts";
import type { Room } from "../../sfu/rooms/room.ts";
import type { Node } from "../../sfu/main.ts";
import { attachSession } from "./test-media.ts";
import type { TestReplica } from "./test-replica.ts";

const join = 1;

/** Sessions of participants that have the same names. @throws when one of them is refused */
export async function attachTo(
  replica: TestReplica,
  room: string,
  names: readonly string[],
  { epoch = 1, cause = join, standby = false } = {},
): Promise<PathOffer[]> {
  const sessions = names.map((name) => attachSession(sessionIn(room, name), name));
  const { results } = await replica.caller.request("attach", { room, epoch, cause, sessions, standby });
  return results!.map((result) => {
    if (result.outcome !== "offer") throw new Error(`not attached: ${result.error?.code}`);
    return result.offer;
  });
}

export const sessionIn = (room: string, name: string): string => `${room}.${name}`;

export const pathOf = (offer: PathOffer | undefined): string => offer!.path!.id!;

/** The room as its media worker has it: what is paused, by producers' and consumers' media kinds. */
export async function mediaIn(node: Node, name: string): Promise<{ producers: string[]; consumers: string[] }> {
  const rooms = [...node.rooms.values()].filter((room) => room.name === name);
  const describe = (kind: string, paused: boolean): string => `${kind}${paused ? " paused" : ""}`;
  const producers = rooms.flatMap((room) => [...room.tracks()].map(({ producer }) => producer.dump()));
  const consumers = rooms.flatMap(consumersOf).map((consumer) => consumer.dump());
  return {
    producers: (await Promise.all(producers)).map((dump) => describe(dump.kind, dump.paused)).sort(),
    consumers: (await Promise.all(consumers)).map((dump) => describe(dump.kind, dump.paused)).sort(),
  };
}

const consumersOf = (room: Room) =>
  [...room.paths].flatMap((path) => [...path.consumers.values()].flatMap(({ consumer }) => consumer ?? []));
