import { describe, expect, it } from "vitest";
import { deadlineMs, next, pathTransitions, type PathEvent, type PathState, type PathStateName } from "./path-state.ts";

const names = Object.keys(pathTransitions) as PathStateName[];
const startMs = 1_000;
const at = (name: PathStateName): PathState => ({ name, sinceMs: startMs });

// What each event makes of each state long before any deadline; "" = nothing changes.
const table: Record<PathStateName, Record<string, PathStateName | "">> = {
  building: {
    built: "connecting",
    "built unused": "idle",
    used: "",
    connected: "",
    disconnected: "",
    failed: "failed",
    closed: "closed",
    tick: "",
  },
  idle: {
    built: "",
    "built unused": "",
    used: "connecting",
    connected: "",
    disconnected: "",
    failed: "failed",
    closed: "closed",
    tick: "",
  },
  connecting: {
    built: "",
    "built unused": "",
    used: "",
    connected: "connected",
    disconnected: "",
    failed: "failed",
    closed: "closed",
    tick: "",
  },
  connected: {
    built: "",
    "built unused": "",
    used: "connecting",
    connected: "",
    disconnected: "interrupted",
    failed: "failed",
    closed: "closed",
    tick: "",
  },
  interrupted: {
    built: "",
    "built unused": "",
    used: "",
    connected: "connected",
    disconnected: "",
    failed: "failed",
    closed: "closed",
    tick: "",
  },
  failed: {
    built: "",
    "built unused": "",
    used: "",
    connected: "",
    disconnected: "",
    failed: "",
    closed: "closed",
    tick: "",
  },
  closed: {
    built: "",
    "built unused": "",
    used: "",
    connected: "",
    disconnected: "",
    failed: "",
    closed: "",
    tick: "",
  },
};
const events: Record<string, PathEvent> = {
  built: { type: "built", used: true },
  "built unused": { type: "built", used: false },
  used: { type: "used" },
  connected: { type: "connected" },
  disconnected: { type: "disconnected" },
  failed: { type: "failed" },
  closed: { type: "closed" },
  tick: { type: "tick" },
};

describe("the path's states", () => {
  for (const name of names) {
    for (const [label, event] of Object.entries(events)) {
      const expected = table[name][label];
      it(`${name} + ${label} -> ${expected || "unchanged"}`, () => {
        const before = at(name);
        const after = next(before, event, startMs + 10);
        if (expected) expect(after).toEqual({ name: expected, sinceMs: startMs + 10 });
        else expect(after).toBe(before);
      });
    }
  }

  it("only those that wait for something have a deadline", () => {
    expect(names.filter((name) => deadlineMs(at(name)) !== undefined)).toEqual([
      "building",
      "connecting",
      "interrupted",
    ]);
  });

  for (const name of ["building", "connecting", "interrupted"] as const) {
    it(`${name} fails at its deadline, and not a millisecond before`, () => {
      const deadline = deadlineMs(at(name)) ?? 0;
      expect(next(at(name), { type: "tick" }, deadline - 1).name).toBe(name);
      expect(next(at(name), { type: "tick" }, deadline)).toEqual({ name: "failed", sinceMs: deadline });
    });
  }

  it("a short interruption is forgotten: the next one has its whole time again", () => {
    let state = next(at("connected"), { type: "disconnected" }, 5_000);
    state = next(state, { type: "connected" }, 5_900);
    state = next(state, { type: "disconnected" }, 6_000);
    expect(next(state, { type: "tick" }, 7_000).name).toBe("interrupted");
  });

  it("the table names every target that an event can lead to", () => {
    for (const name of names) {
      for (const event of Object.values(events)) {
        const after = next(at(name), event, Number.MAX_SAFE_INTEGER);
        if (after.name !== name) expect(pathTransitions[name][event.type]).toContain(after.name);
      }
    }
  });
});
