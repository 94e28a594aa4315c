export interface SlotLoad {
  slot: number;
  alive: boolean;
  rooms: number;
  consumers: number;
}

/** A room that has just been placed has no consumers yet: count what it will bring. */
const consumersExpectedPerRoom = 8;

/** The least loaded live slot; the lower number wins a tie. Undefined when no worker is alive. */
export function chooseSlot(slots: readonly SlotLoad[]): number | undefined {
  let best: SlotLoad | undefined;
  const load = (s: SlotLoad): number => s.consumers + s.rooms * consumersExpectedPerRoom;
  for (const slot of slots) {
    if (slot.alive && (best === undefined || load(slot) < load(best))) best = slot;
  }
  return best?.slot;
}

/** All but one slot, unless no other lives: for a room that is to stand by beside itself. */
export function withoutSlot(slots: readonly SlotLoad[], avoid: number | undefined): readonly SlotLoad[] {
  const others = slots.filter(({ slot }) => slot !== avoid);
  return others.some(({ alive }) => alive) ? others : slots;
}
