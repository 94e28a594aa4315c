import { describe, expect, it } from "vitest";
import type { NodeId } from "../../proto/ids.ts";
import type { NodeCandidate } from "./select-node.ts";
import { chooseStandby, mayStandByElsewhere } from "./standby-choice.ts";

const id = (name: string): NodeId => name as NodeId;
const node = (name: string, changes: Partial<NodeCandidate> = {}): NodeCandidate =>
  ({ id: id(name), usable: true, sessions: 0, capacity: 10, liveWorkers: 2, load: 0, region: "", ...changes }) as never;
const choose = (nodes: NodeCandidate[], changes: object = {}) =>
  chooseStandby({ nodes, active: id("n1"), sessions: 3, current: undefined, random: () => 0, ...changes });

describe("standby paths go", () => {
  it("to another node, and to the one that the room stands by on already", () => {
    expect(choose([node("n1"), node("n2")])).toBe("n2");
    expect(choose([node("n1"), node("n2"), node("n3")], { current: id("n3") })).toBe("n3");
  });

  it("to another worker of the same node when there is no other", () => {
    expect(choose([node("n1"), node("n2", { usable: false })])).toBe("n1");
    expect(choose([node("n1"), node("n2", { sessions: 8 })])).toBe("n1");
    expect(choose([node("n1", { liveWorkers: 1 })])).toBeUndefined();
  });
});

describe("standby paths on the same node", () => {
  const where = { active: id("n1"), standby: id("n1"), sessions: 3 };
  it("move once another node can take them", () => {
    expect(mayStandByElsewhere([node("n1"), node("n2")], where)).toBe(true);
    expect(mayStandByElsewhere([node("n1"), node("n2", { usable: false })], where)).toBe(false);
    expect(mayStandByElsewhere([node("n1"), node("n2", { sessions: 8 })], where)).toBe(false);
  });
  it("elsewhere stay where they are", () => {
    expect(mayStandByElsewhere([node("n1"), node("n2"), node("n3")], { ...where, standby: id("n2") })).toBe(false);
  });
});
