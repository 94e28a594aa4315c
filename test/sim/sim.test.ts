// The decisions that ship, on a virtual clock and network: hundreds of small clusters with faults upon faults, and a large
// one. docs/simulation.md tells what is simulated and what must hold.

import { describe, expect, it } from "vitest";
import { burstOf, perMsOf } from "../../signaling/rooms/recovery-pace.ts";
import { AskedOfNodes } from "./asked-of-nodes.ts";
import { type FaultKind, faultKinds } from "./fault-kinds.ts";
import type { Faults } from "./faults.ts";
import { commandOf, SimReport } from "./report.ts";
import { Random } from "./random.ts";
import { runSeed, type SeedResult } from "./run-seed.ts";
import { Trace } from "./trace.ts";
import { VirtualTime } from "./virtual-time.ts";
import { type BrokenRules, World } from "./world.ts";

const explain = ({ seed, violations }: SeedResult): string =>
  [
    `again: ${commandOf(seed, {})}`,
    ...violations.map(({ atMs, rule, detail }) => `${atMs} ms: ${rule}: ${detail}`),
  ].join("\n");

describe("the rules hold", () => {
  it("in 300 clusters of 2 to 8 nodes, whatever goes wrong", async () => {
    const report = new SimReport();
    for (let seed = 1; seed <= 300; seed++) {
      const result = await runSeed({ seed });
      expect(result.violations, explain(result)).toEqual([]);
      report.add(result);
    }
    const rows = new Map(report.rows().map((row) => [row.fault, row]));
    expect(faultKinds.filter((kind) => !rows.has(kind))).toEqual([]);
  });

  it("in a cluster of 60 nodes and 2,000 people", async () => {
    const result = await runSeed({ seed: 7, nodes: 60, participants: 2_000, replicas: 3, faultsForMs: 15_000 });
    expect(result.violations, explain(result)).toEqual([]);
    expect(result.moved).toBeGreaterThan(100);
  });
});

it.each([
  ["node crash", 300],
  ["worker crash", 300],
  ["node hangs", 1_000],
] as const)("after a %s alone, 95 of 100 have media again within %d ms", async (kind, withinMs) => {
  const report = new SimReport();
  for (let seed = 1; seed <= 15; seed++) report.add(await runSeed({ seed, kinds: [kind], nodes: 6 }));
  const rows = new Map(report.rows().map((row) => [row.fault, row]));
  expect(rows.get(kind)!.hit).toBeGreaterThan(100);
  expect(rows.get(kind)!.p95).toBeLessThan(withinMs);
  expect(rows.get(`${kind}, hot`)!.p50).toBeLessThan(rows.get(kind)!.p50);
});

describe("nobody's media stops", () => {
  it.each<readonly FaultKind[]>([
    ["drain"],
    ["control link cut"],
    ["node's control hangs"],
    ["node slow"],
    ["replica crash"],
    ["store away", "store silent", "store slow", "store cut from one replica", "store emptied", "store rewound"],
    ["repeated messages"],
    ["somebody leaves", "page reloaded"],
  ])("from start to end, rebalancing included: %s", async (...kinds) => {
    for (let seed = 1; seed <= 10; seed++) {
      const result = await runSeed({ seed, kinds });
      expect(result.violations, explain(result)).toEqual([]);
      expect(result.interruptions, explain(result)).toBe(0);
    }
  });
});

it("every drain ends with an empty node when nothing else goes wrong", async () => {
  const ends: string[] = [];
  for (let seed = 1; seed <= 10; seed++) ends.push(...(await runSeed({ seed, kinds: ["drain"] })).drainEnds);
  expect(ends.length).toBeGreaterThan(20);
  expect(new Set(ends)).toEqual(new Set(["drained"]));
});

describe("replicas that see different nodes while the store is away", () => {
  const onTwoNodes = ({ nodes }: World): string[] => {
    const held = [...nodes.values()].flatMap(({ rooms }) => [...rooms.keys()]);
    return held.filter((room, i) => held.indexOf(room) !== i);
  };

  it("agree on one of two nodes for each room once they see all, without the store", async () => {
    let collided = 0;
    for (let seed = 1; seed <= 5; seed++) {
      let before: string[] = [];
      let after: string[] = [];
      const script = (world: World, faults: Faults): void => {
        const { replicas, nodes, store, network, time } = world;
        const [dead, ...others] = [...nodes.values()];
        const mended = faults.touchStore();
        store.down = true;
        // Each loses one node from sight. Then a third one dies, and rooms with people on both go to two nodes at one epoch.
        for (const [i, { host }] of replicas.entries()) network.cut(host, others[i]!.host);
        time.after(2_000, () => dead!.crash());
        time.after(6_000, () => {
          before = onTwoNodes(world);
          for (const [i, { host }] of replicas.entries()) network.heal(host, others[i]!.host);
        });
        time.after(25_000, () => {
          after = onTwoNodes(world);
          store.down = false;
          dead!.start();
          mended();
        });
      };
      const result = await runSeed({ seed, nodes: 3, replicas: 2, participants: 60, script });
      expect(result.violations, explain(result)).toEqual([]);
      expect(after, explain(result)).toEqual([]);
      collided += before.length;
    }
    expect(collided).toBeGreaterThan(5);
  });
});

describe("a seed", () => {
  it("repeats exactly", async () => {
    const [first, again, other] = [
      await runSeed({ seed: 11 }),
      await runSeed({ seed: 11 }),
      await runSeed({ seed: 12 }),
    ];
    expect(again.hash).toBe(first.hash);
    expect(again.events).toBe(first.events);
    expect(other.hash).not.toBe(first.hash);
  });
});

describe("a broken rule is noticed", () => {
  /** Of the rules that were broken within so many seeds. */
  async function broken(seeds: number, options: Omit<Parameters<typeof runSeed>[0], "seed">): Promise<Set<string>> {
    const rules = new Set<string>();
    for (let seed = 1; seed <= seeds; seed++) {
      const { violations } = await runSeed({ ...options, seed });
      for (const { rule } of violations) rules.add(rule);
    }
    return rules;
  }

  /** Replica 0 sees one node and nothing else; replica 1, which sees all but that, moves that node's rooms, and dies. */
  function lagBehind({ replicas, nodes, store, network, time }: World, faults: Faults): void {
    const mended = faults.touchStore();
    const [behind, ahead] = [replicas[0]!, replicas[1]!];
    const [left, ...others] = [...nodes.values()];
    network.cut(ahead.host, left!.host);
    network.cut(behind.host, store.host);
    for (const { host } of others) network.cut(behind.host, host);
    time.after(25_000, () => ahead.crash());
    time.after(32_000, () => {
      network.heal(behind.host, store.host);
      for (const { host } of others) network.heal(behind.host, host);
      mended();
    });
  }

  it("when clients follow lower epochs, as a replica that lags behind offers them", async () => {
    const scenario = { nodes: 3, replicas: 2, participants: 30, script: lagBehind };
    const decideOffer: BrokenRules["decideOffer"] = (offer, known) =>
      known.includes(offer.path?.id ?? undefined) ? "known" : "build";
    expect(await broken(3, { ...scenario, broken: { decideOffer } })).toContain("epochs never go down");
    expect(await broken(3, scenario)).toEqual(new Set());
  });

  it("when clients do not follow offers of a new epoch", async () => {
    const rules = await broken(5, {
      broken: { decideOffer: (offer, known) => (known.length > 0 && !offer.role ? "known" : "build") },
    });
    expect(rules).toContain("no room is lost");
  });
});

describe("a full node that dies", () => {
  it("spreads over the others, within their capacities and the budget", async () => {
    const time = new VirtualTime();
    const random = new Random(3);
    const uninstall = time.install(random.next);
    try {
      const capacity = 400;
      const violations: string[] = [];
      const attached: { node: string; atMs: number; sessions: number }[] = [];
      const world: World = new World(
        {
          nodes: Array.from({ length: 4 }, () => ({ capacity, region: "" })),
          replicas: 1,
          participants: 800,
          rebalance: false,
          crowded: false,
        },
        3,
        time,
        new Trace(() => time.nowMs, false),
        {
          followed: () => {},
          changed: () => {},
          ended: (client, code) => expect.fail(`${client.identity} was thrown out: ${code}`),
          attached: (node, sessions) => {
            attached.push({ node: node.id, atMs: time.nowMs, sessions });
            expect(node.sessions).toBeLessThanOrEqual(node.capacity);
          },
          held: () => {},
          failover: () => {},
          watch: (replica, nodeId) => asked.watch(replica, nodeId),
        },
      );
      const asked = new AskedOfNodes(
        world,
        () => time.nowMs,
        (rule, detail) => violations.push(`${rule}: ${detail}`),
      );
      await world.start();
      await time.runUntil(8_000);
      const dead = [...world.nodes.values()].reduce((a, b) => (a.sessions >= b.sessions ? a : b));
      const hit = dead.sessions;
      expect(hit).toBeGreaterThan(190);
      attached.length = 0;
      dead.crash();
      await time.runUntil(8_060);
      // What does not fit into the first burst waits; what does has gone at once.
      const atOnce = attached.reduce((sum, { sessions }) => sum + sessions, 0);
      expect(atOnce).toBeGreaterThan(3 * burstOf(capacity) * 0.5);
      await time.runUntil(12_000);
      const recovered = attached.filter(({ atMs }) => atMs < 9_900); // Then come the next standby paths.
      // Who is hot has gone to the standby path, wherever that was.
      const placed = recovered.reduce((total, { sessions }) => total + sessions, 0);
      expect(placed).toBeGreaterThan(hit / 2);
      const others = [...world.nodes.values()].filter((node) => node !== dead);
      for (const node of others) {
        const mine = recovered.filter((it) => it.node === node.id);
        const sum = mine.reduce((total, { sessions }) => total + sessions, 0);
        // By capacity: nobody takes much more than a third.
        expect(sum).toBeGreaterThan(placed * 0.2);
        expect(sum).toBeLessThan(placed * 0.5);
        const lastMs = Math.max(...mine.map(({ atMs }) => atMs)) - 8_000;
        expect(sum).toBeLessThanOrEqual(burstOf(capacity) + perMsOf(capacity) * lastMs + 12);
        expect(lastMs).toBeLessThan(1_500);
      }
      expect(violations).toEqual([]);
      expect(world.clients.every((client) => client.served)).toBe(true);
      expect(world.clients.every(({ active }) => active?.nodeId !== dead.id)).toBe(true);
    } finally {
      uninstall();
    }
  });
});
