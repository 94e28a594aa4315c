// What a node says it carries, before anything is decided or shown by it: numbers that cannot be are not passed on. That it
// has less room than it says is found out by its refusals. Pure.

import type { holdfast as wire } from "../../proto/generated/cluster.js";

const maxWorkers = 128;

export interface ReadLoad {
  load: wire.NodeLoad.$Shape;
  /** Something in it was not a number, or none that there can be. */
  wrong: boolean;
}

export function readLoad(told: wire.NodeLoad.$Shape): ReadLoad {
  let wrong = false;
  const within = (value: number | null | undefined, max: number, otherwise: number): number => {
    const number = value ?? 0;
    if (number >= 0 && number <= max) return number;
    wrong = true;
    return otherwise;
  };
  const workers = told.workers ?? [];
  if (workers.length > maxWorkers) wrong = true;
  const load = {
    ...told,
    bitrateInBps: within(told.bitrateInBps, Number.MAX_VALUE, 0),
    bitrateOutBps: within(told.bitrateOutBps, Number.MAX_VALUE, 0),
    // A node that does not know counts as busy: it is not chosen for that. A share is measured, and may be a little above 1.
    workers: workers
      .slice(0, maxWorkers)
      .map((worker) => ({ ...worker, cpu: Math.min(1, within(worker.cpu, 1.5, 1)) })),
  };
  return { load, wrong };
}
