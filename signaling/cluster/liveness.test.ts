import { describe, expect, it } from "vitest";
import {
  absentNode,
  controlLossMs,
  type Liveness,
  type NodeEvidence,
  type NodeState,
  nextLiveness,
  suspectAfterMs,
} from "./liveness.ts";

/** Follows a list of [atMs, evidence] from a node that has never been seen. */
function follow(...steps: [number, NodeEvidence][]): Liveness {
  return steps.reduce((liveness, [atMs, evidence]) => nextLiveness(liveness, evidence, atMs), absentNode);
}
const hello = (bootId = "boot-1"): NodeEvidence => ({ type: "hello", bootId });
const heartbeat: NodeEvidence = { type: "heartbeat" };
const tick: NodeEvidence = { type: "tick" };
const lost: NodeEvidence = { type: "connectionLost" };
const refused: NodeEvidence = { type: "redialRefused" };

describe("liveness", () => {
  it("is live from the hello on", () => expect(follow([0, hello()]).state).toBe("live"));

  it("is dead at once when the connection is reset and the redial refused", () => {
    const liveness = follow([0, hello()], [100, heartbeat], [105, lost], [106, refused]);
    expect(liveness).toMatchObject({ state: "dead", witness: "control connection reset and redial refused" });
  });

  it("is live again when only the connection broke", () => {
    expect(follow([0, hello()], [105, lost], [110, hello()]).state).toBe("live");
  });

  it("is dead when another boot answers", () => {
    expect(follow([0, hello()], [105, lost], [2_000, hello("boot-2")])).toMatchObject({ state: "dead" });
  });

  it("silence makes a suspect, not a dead node", () => {
    expect(follow([0, hello()], [suspectAfterMs - 1, tick]).state).toBe("live");
    expect(follow([0, hello()], [suspectAfterMs, tick]).state).toBe("suspect");
    expect(follow([0, hello()], [controlLossMs - 1, tick], [controlLossMs - 1, tick]).state).toBe("suspect");
    expect(follow([0, hello()], [suspectAfterMs, tick], [suspectAfterMs + 1, heartbeat]).state).toBe("live");
  });

  it("control that stays away is death", () => {
    expect(follow([0, hello()], [800, tick], [controlLossMs, tick]).state).toBe("dead");
    expect(follow([0, hello()], [800, lost], [controlLossMs, tick]).state).toBe("dead");
  });

  it("a refused dial says nothing of a node that was never seen, or is dead already", () => {
    expect(follow([0, refused]).state).toBe("absent");
    expect(follow([0, hello()], [1, lost], [2, refused], [3, refused]).state).toBe("dead");
  });

  it("a dead node stays dead until it is evacuated, whatever it says", () => {
    const dead = follow([0, hello()], [1, lost], [2, refused]);
    for (const evidence of [hello(), heartbeat, tick, lost]) expect(nextLiveness(dead, evidence, 9).state).toBe("dead");
    expect(nextLiveness(nextLiveness(dead, { type: "evacuated" }, 9), hello(), 10).state).toBe("live");
  });

  it("has an answer for every state and every evidence", () => {
    const states: NodeState[] = ["absent", "live", "suspect", "doubtful", "dead"];
    const evidences: NodeEvidence[] = [hello(), hello("boot-2"), heartbeat, lost, refused, tick, { type: "evacuated" }];
    for (const state of states) {
      for (const evidence of evidences) {
        const next = nextLiveness({ state, bootId: "boot-1", lastHeardMs: 0, witness: "" }, evidence, 100);
        expect(states, `${state} + ${evidence.type}`).toContain(next.state);
      }
    }
  });
});
