import { describe, expect, it } from "vitest";
import { controlSilentMs } from "./explain.ts";
import {
  absentNode,
  controlLossMs,
  type Liveness,
  type NodeEvidence,
  livenessTransitions,
  nextDeadlineMs,
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
const alive: NodeEvidence = { type: "witnesses", verdict: "alive", witness: "1 client with media" };
const gone: NodeEvidence = { type: "witnesses", verdict: "dead", witness: "2 clients without media" };

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

  it("control that stays away leaves the media alone, and has the rooms moved after a while", () => {
    expect(follow([0, hello()], [800, tick], [controlLossMs, tick]).state).toBe("abandoned");
    expect(follow([0, hello()], [800, tick], [810, alive], [controlLossMs, tick]).state).toBe("abandoned");
    expect(follow([0, hello()], [800, tick], [controlLossMs, tick], [controlLossMs + 1, hello()]).state).toBe("live");
  });

  it("a redial that nobody answers is silence, not death", () => {
    expect(follow([0, hello()], [100, lost], [suspectAfterMs, tick])).toMatchObject({ state: "suspect" });
  });

  it("clients decide about a silent node", () => {
    const suspect = follow([0, hello()], [suspectAfterMs, tick]);
    expect(nextLiveness(suspect, gone, 800)).toMatchObject({ state: "dead", witness: "2 clients without media" });
    expect(nextLiveness(suspect, alive, 800)).toMatchObject({ state: "unheard" });
    expect(nextLiveness(nextLiveness(suspect, alive, 800), heartbeat, 900).state).toBe("live");
    expect(nextLiveness(nextLiveness(suspect, alive, 800), gone, 5_000).state).toBe("dead");
  });

  it("clients say nothing that counts against a node that is heard", () => {
    expect(follow([0, hello()], [10, gone]).state).toBe("live");
    expect(follow([0, hello()], [controlSilentMs - 1, gone]).state).toBe("live");
  });

  it("clients need not wait for the suspicion when heartbeats are missing too", () => {
    expect(follow([0, hello()], [controlSilentMs, gone]).state).toBe("dead");
  });

  it("tells when silence will mean something", () => {
    expect(nextDeadlineMs(follow([5, hello()]))).toBe(5 + suspectAfterMs);
    expect(nextDeadlineMs(follow([5, hello()], [800, tick]))).toBe(5 + controlLossMs);
    expect(nextDeadlineMs(absentNode)).toBeUndefined();
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
    const states = Object.keys(livenessTransitions) as NodeState[];
    const evidences: NodeEvidence[] = [
      hello(),
      hello("boot-2"),
      heartbeat,
      lost,
      refused,
      tick,
      alive,
      gone,
      { type: "evacuated" },
    ];
    const seen = new Set<string>();
    for (const state of states) {
      for (const evidence of evidences) {
        for (const nowMs of [100, suspectAfterMs, controlLossMs]) {
          const next = nextLiveness({ state, bootId: "boot-1", lastHeardMs: 0, witness: "" }, evidence, nowMs);
          if (next.state === state) continue;
          expect(livenessTransitions[state], `${state} + ${evidence.type}`).toContain(next.state);
          seen.add(`${state} ${next.state}`);
        }
      }
    }
    expect(seen.size).toBe(Object.values(livenessTransitions).flat().length);
  });
});
