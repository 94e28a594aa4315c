import type { OpsDrain } from "./ops-api.ts";

export function DrainProgress({ drain }: { drain: OpsDrain }) {
  const { roomsTotal, roomsMoved, roomsLeft, leftMs, blocked } = drain;
  const minutesLeft = leftMs === undefined ? undefined : Math.ceil(leftMs / 60_000);
  return (
    <div class="ops-drain">
      <progress max={Math.max(1, roomsTotal)} value={roomsMoved} aria-label="Rooms moved" />
      <p>
        {roomsMoved} of {roomsTotal} rooms moved, {roomsLeft} left
        {minutesLeft !== undefined && `; ends within ${minutesLeft} min`}
      </p>
      {blocked !== "" && <p class="ops-blocked">{blocked}</p>}
    </div>
  );
}
