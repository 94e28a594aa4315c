import { describe, expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { maxRoomsInFlight, maxSessionsInFlight, nextMigrations } from "../rooms/migration-plan.ts";
import { betterPlacement, rendezvousNode, rendezvousWeight, selectByRendezvous } from "./rendezvous.ts";
import type { NodeCandidate } from "./select-node.ts";
import { chooseStandby } from "./standby-choice.ts";

const id = (name: string) => name as NodeId;
const room = (name: string) => name as RoomName;
const node = (name: string, over: Partial<NodeCandidate> = {}): NodeCandidate => ({
  id: id(name),
  usable: true,
  present: true,
  sessions: 0,
  capacity: 100,
  liveWorkers: 2,
  cpu: 0,
  ...over,
});

describe("chooseStandby", () => {
  const choose = (nodes: NodeCandidate[], current?: NodeId) =>
    chooseStandby({ nodes, active: id("a"), sessions: 3, current, random: () => 0 });
  it("takes another node, and stays with it", () => {
    expect(choose([node("a"), node("b")])).toBe("b");
    expect(choose([node("a"), node("b"), node("c", { cpu: 0.9 })], id("c"))).toBe("c");
  });
  it("takes another worker of the only node", () => {
    expect(choose([node("a"), node("b", { usable: false })])).toBe("a");
    expect(choose([node("a"), node("b", { sessions: 99 })])).toBe("a");
  });
  it("takes none where there is none", () => {
    expect(choose([node("a", { liveWorkers: 1 })])).toBeUndefined();
    expect(choose([node("a", { sessions: 99 })])).toBeUndefined();
  });
});

describe("rendezvous", () => {
  const nodes = ["n1", "n2", "n3", "n4"].map(id);
  it("gives the same answer in whatever order the nodes are seen", () => {
    for (let i = 0; i < 200; i++) {
      const name = room(`room-${i}`);
      expect(rendezvousNode(name, nodes)).toBe(rendezvousNode(name, nodes.toReversed()));
      expect(betterPlacement(name, id("n1"), id("n2"))).toBe(betterPlacement(name, id("n2"), id("n1")));
    }
  });
  it("spreads rooms, and moves only those of a node that goes", () => {
    const names = Array.from({ length: 4_000 }, (_, i) => room(`room-${i}`));
    const counts = new Map<string, number>();
    for (const name of names) {
      const before = rendezvousNode(name, nodes)!;
      counts.set(before, (counts.get(before) ?? 0) + 1);
      if (before !== "n4") expect(rendezvousNode(name, nodes.slice(0, 3))).toBe(before);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
  it("ranks as it always did: replicas of two versions must agree", () => {
    expect(rendezvousWeight(room("demo"), id("no_1"))).toBe(3_800_457_907);
    expect(rendezvousWeight(room("room-7"), id("node-12"))).toBe(2_442_310_090);
  });
  it("has no answer without nodes", () => expect(rendezvousNode(room("r"), [])).toBeUndefined());
});

describe("selectByRendezvous", () => {
  const nodes = ["n1", "n2", "n3"].map((name) => node(name));
  const select = (name: string, over: Partial<Parameters<typeof selectByRendezvous>[0]> = {}) =>
    selectByRendezvous({ room: room(name), nodes, sessions: 1, ...over });

  it("goes by rank, whatever the order and the small differences in load that replicas see", () => {
    for (let i = 0; i < 100; i++) {
      const name = `room-${i}`;
      const best = rendezvousNode(
        room(name),
        nodes.map(({ id: each }) => each),
      );
      const seenOtherwise = nodes.toReversed().map((each, at) => ({ ...each, sessions: at, cpu: at / 3 }));
      expect(select(name)).toBe(best);
      expect(select(name, { nodes: seenOtherwise })).toBe(best);
    }
  });
  it("passes over a node far above the others, one that is full, excluded or not usable", () => {
    for (let i = 0; i < 100; i++) {
      const name = `room-${i}`;
      const uneven = [node("n1", { sessions: 60 }), node("n2", { sessions: 10 }), node("n3", { sessions: 10 })];
      expect(select(name, { nodes: uneven })).not.toBe("n1");
      expect(select(name, { nodes: [node("n1", { sessions: 100 }), node("n2", { sessions: 100 })] })).toBeUndefined();
      expect(select(name, { exclude: new Set([id("n1"), id("n2")]) })).toBe("n3");
      expect(select(name, { nodes: [node("n1", { usable: false }), node("n2")] })).toBe("n2");
    }
  });
  it("takes no node that lacks a label that the room asks for", () => {
    const labels = { tier: "gold" };
    const some = [node("n1"), node("n2", { labels }), node("n3", { labels })];
    const selector = { region: "", nodeLabels: labels };
    for (let i = 0; i < 100; i++) {
      const best = rendezvousNode(room(`room-${i}`), [id("n2"), id("n3")]);
      expect(select(`room-${i}`, { nodes: some, selector })).toBe(best);
    }
    expect(select("r", { nodes: some.slice(0, 1), selector, prefer: id("n1") })).toBeUndefined();
  });
  it("takes the preferred node when it has room", () => {
    for (const { id: each } of nodes) expect(select("r", { prefer: each })).toBe(each);
    expect(select("r", { prefer: id("n1"), exclude: new Set([id("n1"), id("n2")]) })).toBe("n3");
  });
  it("has no answer without nodes", () => expect(select("r", { nodes: [] })).toBeUndefined());
});

describe("nextMigrations", () => {
  const rooms = (...sizes: number[]) => sizes.map((sessions, i) => ({ room: room(`r${i}`), sessions, tries: 0 }));
  it("moves small rooms first, within the budget", () => {
    expect(nextMigrations({ rooms: rooms(50, 2, 3), inFlight: [] }).map(({ sessions }) => sessions)).toEqual([
      2, 3, 50,
    ]);
    const many = nextMigrations({ rooms: rooms(...Array.from({ length: 100 }, () => 2)), inFlight: [] });
    expect(many.length).toBe(maxRoomsInFlight);
    expect(nextMigrations({ rooms: rooms(2), inFlight: [maxSessionsInFlight] })).toEqual([]);
  });
  it("tries those again that no node took after all others", () => {
    const [small, large] = rooms(2, 50);
    const order = nextMigrations({ rooms: [{ ...small!, tries: 1 }, large!], inFlight: [] });
    expect(order.map(({ sessions }) => sessions)).toEqual([50, 2]);
  });
  it("moves a room that is larger than the budget, alone", () => {
    expect(nextMigrations({ rooms: rooms(900), inFlight: [] }).length).toBe(1);
    expect(nextMigrations({ rooms: rooms(900), inFlight: [1] })).toEqual([]);
  });
});
