import { describe, expect, it } from "vitest";
import type { NodeId } from "../../proto/ids.ts";
import type { NodeCandidate } from "./select-node.ts";
import { chooseStandby, mayBePromoted, mayStandByBetter } from "./standby-choice.ts";

const id = (name: string): NodeId => name as NodeId;
const node = (name: string, changes: Partial<NodeCandidate> = {}): NodeCandidate =>
  ({ id: id(name), usable: true, sessions: 0, capacity: 10, liveWorkers: 2, load: 0, ...changes }) as never;
const choose = (nodes: NodeCandidate[], changes: object = {}) =>
  chooseStandby({ nodes, active: id("n1"), sessions: 3, current: undefined, random: () => 0, ...changes });

describe("standby paths go", () => {
  it("to another node, and to the one that the room stands by on already", () => {
    expect(choose([node("n1"), node("n2")])).toBe("n2");
    expect(choose([node("n1"), node("n2"), node("n3")], { current: id("n3") })).toBe("n3");
  });

  it("to a node with the labels that the room asks for, in its region if there is place", () => {
    const gold = { labels: { tier: "gold", region: "eu" } };
    const nodes = [node("n1", gold), node("n2"), node("n3", gold), node("n4", { labels: { tier: "gold" } })];
    const selector = { region: "eu", nodeLabels: { tier: "gold" } };
    expect(choose(nodes, { selector, current: id("n2") })).toBe("n3");
    expect(choose(nodes.slice(0, 2), { selector })).toBe("n1");
    const where = { active: id("n1"), standbys: new Set([id("n1")]), sessions: 3, selector };
    expect(mayStandByBetter(nodes, where)).toBe(true);
    expect(mayStandByBetter(nodes.slice(0, 2), where)).toBe(false);
  });

  it("to another worker of the same node when there is no other", () => {
    expect(choose([node("n1"), node("n2", { usable: false })])).toBe("n1");
    expect(choose([node("n1"), node("n2", { sessions: 8 })])).toBe("n1");
    expect(choose([node("n1", { liveWorkers: 1 })])).toBeUndefined();
  });
});

describe("standby paths are made anew", () => {
  const where = { active: id("n1"), standbys: new Set([id("n1")]), sessions: 3 };
  it("when they are on the call's own node, once another one can take them", () => {
    expect(mayStandByBetter([node("n1"), node("n2")], where)).toBe(true);
    expect(mayStandByBetter([node("n1"), node("n2", { usable: false })], where)).toBe(false);
    expect(mayStandByBetter([node("n1"), node("n2", { sessions: 8 })], where)).toBe(false);
  });
  it("when they are on several nodes", () => {
    expect(mayStandByBetter([node("n1")], { ...where, standbys: new Set([id("n1"), id("n2")]) })).toBe(true);
  });
  it("neither when there are none, nor when all are on another node", () => {
    const nodes = [node("n1"), node("n2"), node("n3")];
    expect(mayStandByBetter(nodes, { ...where, standbys: new Set() })).toBe(false);
    expect(mayStandByBetter(nodes, { ...where, standbys: new Set([id("n2")]) })).toBe(false);
  });
});

describe("what stands by may be promoted", () => {
  const lost = { nodeId: id("n1"), epoch: 3 };
  it("where the room has been placed since", () => {
    expect(mayBePromoted(lost, { nodeId: id("n2"), epoch: 4 })).toBe(true);
    expect(mayBePromoted(lost, { nodeId: id("n1"), epoch: 4 })).toBe(true);
  });
  it("but not beside a room that is still there, when only a path of it failed", () => {
    expect(mayBePromoted(lost, { ...lost })).toBe(false);
  });
});
