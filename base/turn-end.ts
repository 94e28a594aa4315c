// Work that is put off, so that what belongs together is done at once.

export interface AtTickEnd {
  tickEnds(): void;
}

export interface AtTurnEnd {
  turnEnds(): void;
}

let ofTick: AtTickEnd[] = [];
let ofTurn: AtTurnEnd[] = [];

/**
 * Calls `tickEnds` once for each call of this, as soon as the callback that runs is through, and whatever awaited what it
 * has settled: before anything else is read.
 */
export function atTickEnd(one: AtTickEnd): void {
  if (ofTick.push(one) === 1) process.nextTick(endTick);
}

/** Calls `turnEnds` once for each call of this, at the end of the turn of the event loop: once everything that was ready has been read. */
export function atTurnEnd(one: AtTurnEnd): void {
  if (ofTurn.push(one) === 1) setImmediate(endTurn);
}

function endTick(): void {
  const all = ofTick;
  ofTick = [];
  for (const one of all) one.tickEnds();
}

function endTurn(): void {
  const all = ofTurn;
  ofTurn = [];
  for (const one of all) one.turnEnds();
}
