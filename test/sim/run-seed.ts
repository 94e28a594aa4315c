// One run: a cluster from a seed, faults upon it, everything repaired, rest.

import type { SimClient } from "./sim-client.ts";
import { AskedOfNodes } from "./asked-of-nodes.ts";
import { lookAtRest } from "./at-rest.ts";
import { Failovers } from "./failovers.ts";
import type { FaultKind } from "./fault-kinds.ts";
import { Faults } from "./faults.ts";
import { FirstFault } from "./first-fault.ts";
import { Invariants, lookEveryMs, type Violation } from "./invariants.ts";
import { Random } from "./random.ts";
import { Recoveries, type Suffered } from "./recoveries.ts";
import { drawShape, type ShapeWishes } from "./shape.ts";
import { Trace } from "./trace.ts";
import { realNowMs, VirtualTime } from "./virtual-time.ts";
import { type BrokenRules, World } from "./world.ts";

export interface SeedOptions extends ShapeWishes {
  seed: number;
  faultsForMs?: number;
  kinds?: readonly FaultKind[];
  keepTrace?: boolean;
  broken?: BrokenRules;
  /** Instead of faults drawn from the seed. */
  script?(world: World, faults: Faults): void;
  /** Every simulated second. */
  onSecond?(virtualMs: number, wholeMs: number): void;
}

export interface SeedResult {
  seed: number;
  violations: Violation[];
  /** What nodes told of how their drains ended. */
  drainEnds: readonly string[];
  hash: string;
  trace: string[];
  nodes: number;
  participants: number;
  faults: ReadonlyMap<FaultKind, number>;
  exposed: ReadonlyMap<Suffered, number>;
  recoveries: ReadonlyMap<Suffered, number[]>;
  /** How often somebody's media stopped, for whatever reason but their own network's. */
  interruptions: number;
  /** Paths that failovers and migrations made. */
  moved: number;
  events: number;
  virtualMs: number;
  tookMs: number;
}

const calmMs = 6_000;
const restMs = 45_000;
/** Paths that nobody speaks for count for half a minute, and only then, and after 10 s more, nodes may be uneven. */
const rebalancedRestMs = 80_000;

export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const startedMs = realNowMs();
  const { seed, faultsForMs = 40_000 } = options;
  const shape = drawShape(seed, options);
  const wholeMs = calmMs + faultsForMs + (shape.rebalance ? rebalancedRestMs : restMs);
  const time = new VirtualTime();
  const uninstall = time.install(new Random(seed ^ 0xd1ce).next);
  const trace = new Trace(() => time.nowMs, options.keepTrace ?? false);
  try {
    const recoveries = new Recoveries(() => time.nowMs);
    let moved = 0;
    const world: World = new World(
      shape,
      seed,
      time,
      trace,
      {
        followed: (client, path) => {
          trace.add(`${client.identity} of ${client.room} is on ${path.nodeId} at ${path.epoch}`);
          invariants.followed(client, path);
        },
        changed: (client: SimClient) => {
          failovers.changed(client);
          if (recoveries.changed(client)) trace.note(`${client.identity} of ${client.room} has no media`);
        },
        ended: (client, code) => {
          trace.add(`${client.identity} ended ${code}`);
          invariants.ended(client, code);
        },
        attached: (node) => invariants.attached(node),
        held: (node, room) => {
          trace.add(`${room.name} is on ${node.id} at ${room.epoch}`);
          invariants.held(node, room);
        },
        watch: (replica, nodeId) => asked.watch(replica, nodeId),
        failover: (report, replica) => {
          const { room, cause, from, to, sessions } = report;
          failovers.reported(report, replica);
          moved += sessions;
          trace.add(`${room} cause ${cause} ${from.nodeId} ${from.epoch} -> ${to?.nodeId} ${to?.epoch} ${sessions}`);
        },
      },
      options.broken,
    );
    const faults = new Faults(
      world,
      trace,
      {
        before: (kind, clients) => {
          recoveries.before(kind, clients);
          firstFault.before(kind, clients);
        },
        after: (kind) => recoveries.after(kind),
      },
      options.kinds,
    );
    const invariants = new Invariants(world, () => faults);
    const fail = (rule: string, detail: string): void => invariants.fail(rule, detail);
    const asked = new AskedOfNodes(world, () => time.nowMs, fail);
    const failovers = new Failovers(world, asked, fail);
    const firstFault = new FirstFault(world, shape.crowded, fail);
    await world.start();
    await time.runUntil(calmMs);
    if (options.script) options.script(world, faults);
    else faults.schedule(calmMs, calmMs + faultsForMs);
    const look = (): void => {
      invariants.look();
      failovers.look();
      time.after(lookEveryMs, look);
    };
    look();
    const tell = (): void => {
      options.onSecond?.(time.nowMs, wholeMs);
      time.after(1_000, tell);
    };
    if (options.onSecond) tell();
    await time.runUntil(calmMs + faultsForMs);
    faults.repairAll();
    await time.runUntil(wholeMs);
    lookAtRest(world, invariants);
    return {
      seed,
      violations: invariants.violations,
      drainEnds: invariants.drainEnds,
      hash: trace.hash,
      trace: trace.lines,
      nodes: shape.nodes.length,
      participants: shape.participants,
      faults: faults.counts,
      exposed: recoveries.exposed,
      recoveries: recoveries.samples,
      interruptions: recoveries.interruptions,
      moved,
      events: time.events,
      virtualMs: time.nowMs,
      tookMs: realNowMs() - startedMs,
    };
  } finally {
    uninstall();
  }
}
