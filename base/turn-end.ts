// Work that is put off until the end of the turn of the event loop, once everything that was ready has been read.

export interface AtTurnEnd {
  turnEnds(): void;
}

let waiting: AtTurnEnd[] = [];

/** Calls `turnEnds` once for each call of this. */
export function atTurnEnd(one: AtTurnEnd): void {
  if (waiting.push(one) === 1) setImmediate(endTurn);
}

function endTurn(): void {
  const all = waiting;
  waiting = [];
  for (const one of all) one.turnEnds();
}
