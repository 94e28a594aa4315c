// What a replica believes of one node, from its own control connection and from the node's clients. Pure.
//
//              hello                 silent 750 ms                  clients: media flows
//   absent ----------> live <------------------------> suspect ---------------------------> unheard
//     ^                 |   heartbeat, or hello         |   |                                |   |
//     |                 | connection lost               |   | silent 10 s                    |   | silent 10 s
//     |                 v                               |   +-----------> abandoned <--------+   |
//     |               doubtful                          |                     |                  |
//     |                 |  redial refused, hello of     | clients: media      | clients: media   | clients: media
//     |                 |  another boot                 | stopped             | stopped          | stopped
//     |                 v                               v                     v                  v
//     +--evacuated---- dead <------------------------------------------------------------------- +
//
// doubtful: the connection broke, and the redial decides within a round trip. Refused means that nobody listens on the
// port any more: the process is gone. A hello of the same boot means that only the connection broke. When the redial is
// not answered at all, silence goes on as if the connection had never broken: suspect at 750 ms.
// unheard: the control plane is at fault. Media is left alone, nothing new is placed there.
// abandoned: unheard for so long that the rooms are moved elsewhere, without a gap. Nothing there is dead.

import { controlSilentMs } from "./explain.ts";

export type NodeState = "absent" | "live" | "suspect" | "unheard" | "doubtful" | "abandoned" | "dead";

export type NodeEvidence =
  | { type: "hello"; bootId: string }
  | { type: "heartbeat" }
  | { type: "connectionLost" }
  | { type: "redialRefused" }
  /** What the node's clients say of its media; explain.ts. */
  | { type: "witnesses"; verdict: "alive" | "dead"; witness: string }
  | { type: "tick" }
  /** Everything that the dead node held has been placed elsewhere, or given up. */
  | { type: "evacuated" };

export interface Liveness {
  state: NodeState;
  bootId: string | undefined;
  lastHeardMs: number;
  /** Why the node is not live, for logs and events. */
  witness: string;
}

export const suspectAfterMs = 750;
export const controlLossMs = 10_000;

export const absentNode: Liveness = { state: "absent", bootId: undefined, lastHeardMs: 0, witness: "never seen" };

/** Every change of state that there is; docs and the simulation are held against it. */
export const livenessTransitions: Record<NodeState, readonly NodeState[]> = {
  absent: ["live"],
  live: ["suspect", "doubtful", "dead"],
  suspect: ["live", "unheard", "doubtful", "abandoned", "dead"],
  unheard: ["live", "doubtful", "abandoned", "dead"],
  doubtful: ["live", "suspect", "dead"],
  abandoned: ["live", "dead"],
  dead: ["absent"],
};

const known: ReadonlySet<NodeState> = new Set(["live", "suspect", "unheard", "doubtful", "abandoned"]);
const present: ReadonlySet<NodeState> = new Set(["live", "suspect", "unheard", "doubtful"]);
const silent: ReadonlySet<NodeState> = new Set(["suspect", "unheard", "abandoned"]);

export function nextLiveness(before: Liveness, evidence: NodeEvidence, nowMs: number): Liveness {
  const { state } = before;
  const silentMs = nowMs - before.lastHeardMs;
  switch (evidence.type) {
    case "hello":
      // Another boot holds nothing of what the one before held: that one is dead, whatever else it looked like.
      if (known.has(state) && before.bootId !== evidence.bootId) return dead(before, "the process was started anew");
      if (state === "dead") return before;
      return { state: "live", bootId: evidence.bootId, lastHeardMs: nowMs, witness: "" };
    case "heartbeat":
      if (state !== "live" && !silent.has(state)) return before;
      return { ...before, state: "live", lastHeardMs: nowMs, witness: "" };
    case "connectionLost":
      return known.has(state) && state !== "abandoned"
        ? { ...before, state: "doubtful", witness: "control connection lost" }
        : before;
    case "redialRefused":
      if (state === "abandoned") return dead(before, "redial refused");
      return state === "doubtful" || silent.has(state)
        ? dead(before, "control connection reset and redial refused")
        : before;
    case "witnesses":
      if (!silent.has(state) && !(state === "live" && silentMs >= controlSilentMs)) return before;
      if (evidence.verdict === "dead") return dead(before, evidence.witness);
      return state === "suspect" ? { ...before, state: "unheard", witness: evidence.witness } : before;
    case "tick":
      return silence(before, silentMs);
    case "evacuated":
      return state === "dead" ? absentNode : before;
  }
}

function silence(before: Liveness, silentMs: number): Liveness {
  const { state } = before;
  const witness = `no heartbeat for ${Math.round(silentMs)} ms`;
  if (silentMs >= controlLossMs && (state === "suspect" || state === "unheard"))
    return { ...before, state: "abandoned", witness };
  if (silentMs >= suspectAfterMs && (state === "live" || state === "doubtful"))
    return { ...before, state: "suspect", witness };
  return before;
}

/** Not known to be dead, nor given up: the node keeps the rooms that it has. */
export const isPresent = (state: NodeState): boolean => present.has(state);

/** When a tick will change something unless the node is heard before; undefined when silence changes nothing. */
export function nextDeadlineMs({ state, lastHeardMs }: Liveness): number | undefined {
  if (state === "live" || state === "doubtful") return lastHeardMs + suspectAfterMs;
  if (state === "suspect" || state === "unheard") return lastHeardMs + controlLossMs;
  return undefined;
}

function dead(before: Liveness, witness: string): Liveness {
  return { ...before, state: "dead", witness };
}
