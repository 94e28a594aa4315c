// Whether the store is asked at all. Pure.
//
//            3 calls in a row too late, or 1 refused
//   closed ------------------------------------------> open
//     ^                                                  |
//     +-------------- 2 probes answered in a row --------+
//
// While it is open nobody waits for the store; only probes go there.

export interface Circuit {
  readonly open: boolean;
  /** Calls in a row that were too late (closed), or probes in a row that were answered (open). */
  readonly streak: number;
}

/** late: no answer within the deadline. refused: not connected, or an answer that says it takes nothing. */
export type StoreOutcome = "answered" | "late" | "refused";

const lateCalls = 3;
const answeredProbes = 2;

/** Before the first probe nothing is known of the store. */
export const openCircuit: Circuit = { open: true, streak: 0 };
const closedCircuit: Circuit = { open: false, streak: 0 };

export function nextCircuit({ open, streak }: Circuit, outcome: StoreOutcome): Circuit {
  if (open) {
    if (outcome !== "answered") return openCircuit;
    return streak + 1 >= answeredProbes ? closedCircuit : { open, streak: streak + 1 };
  }
  if (outcome === "answered") return closedCircuit;
  return outcome === "refused" || streak + 1 >= lateCalls ? openCircuit : { open, streak: streak + 1 };
}
