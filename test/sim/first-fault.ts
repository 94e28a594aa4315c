// The first fault of a run comes upon a cluster that is well. Until the next one, people have media again as soon as they do
// after that fault alone.

import type { FaultKind } from "./fault-kinds.ts";
import type { SimClient } from "./sim-client.ts";
import type { World } from "./world.ts";

/** Noticed at once: a process whose port refuses the next connection, a worker that its node misses. */
const deathMs = 600;
/** Replicas that compete for the last places ask a full node now and then, and another one after that. */
const crowdedMs = 1_000;
/** Noticed by silence, and by what clients say of their media. */
const silenceMs = 1_000;
const overWithinMs: Partial<Record<FaultKind, number>> = {
  "node crash": deathMs,
  "worker crash": deathMs,
  "node hangs": silenceMs,
  "node isolated": silenceMs,
};

export class FirstFault {
  readonly #world: World;
  readonly #fail: (rule: string, detail: string) => void;
  readonly #slackMs: number;
  #faults = 0;

  constructor(world: World, crowded: boolean, fail: (rule: string, detail: string) => void) {
    this.#world = world;
    this.#fail = fail;
    this.#slackMs = crowded ? crowdedMs : 0;
  }

  /** It is about to happen to what these clients need. */
  before(kind: FaultKind, clients: readonly SimClient[]): void {
    const boundMs = overWithinMs[kind];
    if (++this.#faults > 1 || boundMs === undefined) return;
    // Who is alone expects no media: that none comes is no news.
    const rooms = Map.groupBy(
      clients.filter(({ served }) => served),
      ({ room }) => room,
    );
    const watched = [...rooms.values()].filter(({ length }) => length > 1 || boundMs < silenceMs).flat();
    const withinMs = boundMs + this.#slackMs;
    this.#world.time.after(withinMs, () => {
      if (this.#faults > 1) return;
      for (const { served, ended, identity, room } of watched)
        if (!served && !ended)
          this.#fail(
            "one fault alone is over soon",
            `${identity} of ${room} has no media ${withinMs} ms after a ${kind}`,
          );
    });
  }
}
