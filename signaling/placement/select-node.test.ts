import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { NodeId } from "../../proto/ids.ts";
import { load, type NodeCandidate, selectNode } from "./select-node.ts";

const node = (id: string, over: Partial<NodeCandidate> = {}): NodeCandidate => ({
  id: id as NodeId,
  usable: true,
  present: true,
  sessions: 0,
  capacity: 100,
  liveWorkers: 1,
  cpu: 0,
  ...over,
});
const a = "a" as NodeId;
const b = "b" as NodeId;

describe("selectNode", () => {
  it("prefers the room's own node, even when others are less loaded", () => {
    expect(selectNode({ nodes: [node("a", { cpu: 0.9 }), node("b")], sessions: 1, prefer: a, random: () => 0 })).toBe(
      a,
    );
  });
  it("does not prefer a node that is full, excluded or unusable", () => {
    const nodes = [node("a", { sessions: 100 }), node("b")];
    expect(selectNode({ nodes, sessions: 1, prefer: a, random: () => 0 })).toBe(b);
    expect(
      selectNode({ nodes: [node("a"), node("b")], sessions: 1, prefer: a, exclude: new Set([a]), random: () => 0 }),
    ).toBe(b);
    expect(
      selectNode({ nodes: [node("a", { usable: false }), node("b")], sessions: 1, prefer: a, random: () => 0 }),
    ).toBe(b);
  });
  it("takes the less loaded of two", () => {
    const nodes = [node("a", { sessions: 50 }), node("b", { sessions: 10 })];
    for (const random of [0, 0.49, 0.5, 0.99]) expect(selectNode({ nodes, sessions: 1, random: () => random })).toBe(b);
  });
  it("has nothing to offer when nobody has room for all of them", () => {
    expect(selectNode({ nodes: [node("a", { sessions: 99 })], sessions: 2, random: () => 0 })).toBeUndefined();
    expect(selectNode({ nodes: [], sessions: 1, random: () => 0 })).toBeUndefined();
  });

  it("stays in the region that is wanted while a node there has room, and goes elsewhere rather than nowhere", () => {
    const near = node("a", { labels: { region: "eu" }, sessions: 99 });
    const nodes = [near, node("b", { labels: { region: "us" } }), node("c")];
    const select = (sessions: number, region: string, random: number) =>
      selectNode({ nodes, sessions, selector: { region, nodeLabels: {} }, random: () => random });
    for (const random of [0, 0.5, 0.99]) {
      expect(select(1, "eu", random)).toBe(a);
      expect(select(2, "eu", random)).not.toBe(a);
      expect(select(2, "mars", random)).toBeDefined();
    }
  });

  it("goes nowhere rather than to a node that lacks a label, preferred or near as that may be", () => {
    const nodes = [
      node("a", { labels: { gpu: "1", tier: "gold", region: "eu" } }),
      node("b", { labels: { gpu: "1" } }),
    ];
    const select = (nodeLabels: Record<string, string>, over: object = {}) =>
      [0, 0.5, 0.99].map((random) =>
        selectNode({ nodes, sessions: 1, selector: { region: "", nodeLabels }, random: () => random, ...over }),
      );
    expect(new Set(select({ gpu: "1" }))).toEqual(new Set([a, b]));
    expect(select({ gpu: "1", tier: "gold" }, { prefer: b })).toEqual([a, a, a]);
    expect(select({ region: "eu" })).toEqual([a, a, a]);
    expect(select({ gpu: "1" }, { selector: { region: "eu", nodeLabels: { gpu: "1" } } })).toEqual([a, a, a]);
    const lacking: Record<string, string>[] = [{ gpu: "2" }, { constructor: "1" }, { gpu: "1", ssd: "1" }];
    for (const nodeLabels of lacking) expect(select(nodeLabels)).toEqual([undefined, undefined, undefined]);
  });

  const candidates = fc.array(
    fc.record({
      usable: fc.boolean(),
      sessions: fc.nat(120),
      capacity: fc.nat(120),
      cpu: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 8 },
  );
  test.prop([candidates, fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 0.999, noNaN: true })])(
    "never goes over a capacity, and finds a place when there is one",
    (drawn, sessions, random) => {
      const nodes = drawn.map((over, index) => node(`n${index}`, over));
      const fitting = nodes.filter(
        (candidate) => candidate.usable && candidate.sessions + sessions <= candidate.capacity,
      );
      const chosen = selectNode({ nodes, sessions, random: () => random });
      if (fitting.length === 0) expect(chosen).toBeUndefined();
      else expect(fitting.map(({ id }) => id)).toContain(chosen);
    },
  );
  test.prop([fc.double({ min: 0, max: 0.999, noNaN: true }), fc.double({ min: 0, max: 0.999, noNaN: true })])(
    "never takes the most loaded of several",
    (x, y) => {
      const draws = [x, y];
      const nodes = [node("a", { cpu: 0.1 }), node("b", { cpu: 0.2 }), node("c", { cpu: 0.9 })];
      expect(selectNode({ nodes, sessions: 1, random: () => draws.shift() ?? 0 })).not.toBe("c");
    },
  );
  it("measures load by what is scarcer", () => {
    expect(load(node("a", { sessions: 50, cpu: 0.2 }))).toBe(0.5);
    expect(load(node("a", { sessions: 50, cpu: 0.7 }))).toBe(0.7);
    expect(load(node("a", { capacity: 0 }))).toBe(1);
  });
});
