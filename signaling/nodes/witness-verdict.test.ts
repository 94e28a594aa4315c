import { describe, expect, it } from "vitest";
import type { SessionId } from "../../proto/ids.ts";
import { answerWithinMs, judge, judgeLiveNode, type Witness } from "./witness-verdict.ts";

const askedAtMs = 1_000;
let count = 0;
const witness = (state: Witness["state"], reportedAtMs = 1_010, silentMs = 700): Witness => ({
  sessionId: `se_${count++}` as SessionId,
  state,
  silentMs: state === "stopped" ? silentMs : 0,
  reportedAtMs: state === "silent" ? Number.NEGATIVE_INFINITY : reportedAtMs,
});
const judged = (nowMs: number, ...witnesses: Witness[]) =>
  judge({ nowMs, silentMs: 760, askedAtMs, witnesses }).verdict;

describe("a silent node", () => {
  it("is dead when all who answered are without media", () => {
    expect(judged(1_020, witness("stopped"), witness("stopped"))).toBe("dead");
  });
  it("is dead at once when clients had said so before they were asked", () => {
    expect(judged(1_000, witness("stopped", 900), witness("stopped", 950))).toBe("dead");
  });
  it("waits for the others, but not for long", () => {
    expect(judged(1_020, witness("stopped"), witness("silent"))).toBe("wait");
    expect(judged(askedAtMs + answerWithinMs, witness("stopped"), witness("silent"))).toBe("dead");
  });
  it("is alive when one client still has media", () => {
    expect(judged(1_020, witness("stopped"), witness("stopped"), witness("alive"))).toBe("alive");
  });
  it("is not alive by what was seen before the question", () => {
    expect(judged(1_020, witness("alive", 900), witness("stopped"))).toBe("wait");
    expect(judged(1_200, witness("alive", 900), witness("stopped"))).toBe("dead");
  });
  it("is not dead by what was said long before, when nobody answers now", () => {
    expect(judged(1_020, witness("stopped", -1_500), witness("silent"))).toBe("wait");
    expect(judged(1_200, witness("stopped", -1_500), witness("silent"))).toBe("noWitness");
    expect(judged(1_200, witness("stopped", -500), witness("silent"))).toBe("dead");
  });
  it("is not dead by what was on its way for long: asked again, only answers count", () => {
    const asked = (...witnesses: Witness[]) =>
      judge({ nowMs: 1_200, silentMs: 8_000, askedAtMs, askedAgain: true, witnesses }).verdict;
    expect(asked(witness("stopped", 999), witness("silent"))).toBe("noWitness");
    expect(asked(witness("stopped", 1_010), witness("silent"))).toBe("dead");
  });
  it("is not dead by a pause of a moment", () => {
    expect(judged(1_020, witness("stopped", 1_010, 100))).toBe("noWitness");
  });
  it("has no witness when nobody can tell", () => {
    expect(judged(1_000)).toBe("noWitness");
    expect(judged(1_020, witness("unknown"))).toBe("noWitness");
    expect(judged(1_200, witness("silent"))).toBe("noWitness");
  });
});

describe("a node that is heard", () => {
  const live = (...witnesses: Witness[]) => judgeLiveNode({ nowMs: 1_100, silentMs: 240, witnesses }).verdict;
  it("is unreachable when clients independently say so", () => {
    expect(live(witness("stopped"), witness("stopped"), witness("stopped"), witness("silent"))).toBe("unreachable");
  });
  it("hangs when its heartbeats are missing too", () => {
    const witnesses = [witness("stopped"), witness("stopped")];
    expect(judgeLiveNode({ nowMs: 1_100, silentMs: 620, witnesses }).verdict).toBe("hung");
  });
  it("is not by one client's word, by that of two who miss each other, against another's, or by a minority's", () => {
    expect(live(witness("stopped"))).toBe("wait");
    expect(live(witness("stopped"), witness("stopped"))).toBe("wait");
    expect(live(witness("stopped"), witness("stopped"), witness("stopped"), witness("alive"))).toBe("wait");
    expect(live(witness("stopped"), witness("stopped"), ...Array.from({ length: 5 }, () => witness("silent")))).toBe(
      "wait",
    );
  });
  it("is not by what was said long ago", () => {
    expect(live(witness("stopped", -5_000), witness("stopped", -5_000))).toBe("wait");
  });
});
