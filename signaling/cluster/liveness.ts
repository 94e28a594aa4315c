// What a replica believes of one node, from its own control connection alone (direct evidence). Pure.
//
//              hello                 silent 750 ms                     silent 10 s
//   absent ----------> live <------------------------> suspect -----------------------> dead
//     ^                 |   heartbeat, or hello            |                              ^
//     |                 | connection lost                  | connection lost              |
//     |                 v                                  v                              |
//     |               doubtful <---------------------------+                              |
//     |                 |  redial refused, hello of another boot, or silent 10 s          |
//     |                 +-----------------------------------------------------------------+
//     +------------------------------------- evacuated ------------------------------------
//
// doubtful: the connection broke, and the redial decides within a round trip. Refused means that nobody listens on the
// port any more: the process is gone. A hello of the same boot means that only the connection broke.

export type NodeState = "absent" | "live" | "suspect" | "doubtful" | "dead";

export type NodeEvidence =
  | { type: "hello"; bootId: string }
  | { type: "heartbeat" }
  | { type: "connectionLost" }
  | { type: "redialRefused" }
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

export function nextLiveness(before: Liveness, evidence: NodeEvidence, nowMs: number): Liveness {
  const silentMs = nowMs - before.lastHeardMs;
  const known = before.state === "live" || before.state === "suspect" || before.state === "doubtful";
  switch (evidence.type) {
    case "hello":
      // Another boot holds nothing of what the one before held: that one is dead, whatever else it looked like.
      if (known && before.bootId !== evidence.bootId) return dead(before, "the process was started anew");
      if (before.state === "dead") return before;
      return { state: "live", bootId: evidence.bootId, lastHeardMs: nowMs, witness: "" };
    case "heartbeat":
      if (before.state !== "live" && before.state !== "suspect") return before;
      return { ...before, state: "live", lastHeardMs: nowMs, witness: "" };
    case "connectionLost":
      return known ? { ...before, state: "doubtful", witness: "control connection lost" } : before;
    case "redialRefused":
      return before.state === "doubtful" ? dead(before, "control connection reset and redial refused") : before;
    case "tick":
      if (known && silentMs >= controlLossMs) return dead(before, `no heartbeat for ${Math.round(silentMs)} ms`);
      if (before.state === "live" && silentMs >= suspectAfterMs) {
        return { ...before, state: "suspect", witness: `no heartbeat for ${Math.round(silentMs)} ms` };
      }
      return before;
    case "evacuated":
      return before.state === "dead" ? absentNode : before;
  }
}

function dead(before: Liveness, witness: string): Liveness {
  return { ...before, state: "dead", witness };
}
