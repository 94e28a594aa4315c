// One run: a cluster from a seed, faults upon it, everything repaired, rest.

import type { SimClient } from "./sim-client.ts";
import { type FaultKind, Faults } from "./faults.ts";
import { Invariants, lookEveryMs, type Violation } from "./invariants.ts";
import { Random } from "./random.ts";
import { Recoveries } from "./recoveries.ts";
import { Trace } from "./trace.ts";
import { realNowMs, VirtualTime } from "./virtual-time.ts";
import { type BrokenRules, World } from "./world.ts";

export interface SeedOptions {
  seed: number;
  /** 0 = drawn from the seed. */
  nodes?: number;
  participants?: number;
  replicas?: number;
  faultsForMs?: number;
  kinds?: readonly FaultKind[];
  keepTrace?: boolean;
  broken?: BrokenRules;
  /** Instead of faults drawn from the seed. */
  script?(world: World): void;
  /** Every simulated second. */
  onSecond?(virtualMs: number, wholeMs: number): void;
}

export interface SeedResult {
  seed: number;
  violations: Violation[];
  hash: string;
  trace: string[];
  nodes: number;
  participants: number;
  faults: ReadonlyMap<FaultKind, number>;
  exposed: ReadonlyMap<FaultKind, number>;
  recoveries: ReadonlyMap<FaultKind, number[]>;
  /** Paths that failovers and migrations made. */
  moved: number;
  events: number;
  virtualMs: number;
  tookMs: number;
}

const calmMs = 6_000;
const restMs = 45_000;

export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const startedMs = realNowMs();
  const { seed, faultsForMs = 40_000 } = options;
  const draw = new Random(seed ^ 0x5eed);
  const nodes = options.nodes || draw.whole(2, 8);
  const participants = options.participants || draw.whole(4, 40);
  const replicas = options.replicas || draw.whole(1, 3);
  // Enough for everybody, and everybody's standby path, on the nodes that may be left.
  const spare = Math.max(1, nodes - Math.max(1, Math.floor((nodes - 1) / 3)));
  const capacity = Math.ceil((participants * 1.6) / spare) + 16;
  const time = new VirtualTime();
  const uninstall = time.install(draw.next);
  const trace = new Trace(() => time.nowMs, options.keepTrace ?? false);
  try {
    const recoveries = new Recoveries(() => time.nowMs);
    let moved = 0;
    const world: World = new World(
      { nodes, replicas, participants, capacity },
      seed,
      time,
      trace,
      {
        followed: (client, path) => {
          trace.add(`${client.identity} ${path.nodeId} ${path.epoch}`);
          invariants.followed(client, path);
        },
        changed: (client: SimClient) => recoveries.changed(client),
        ended: (client, code) => {
          trace.add(`${client.identity} ended ${code}`);
          invariants.ended(client, code);
        },
        attached: (node) => invariants.attached(node),
        failover: ({ room, cause, from, to, sessions }) => {
          moved += sessions;
          trace.add(`${room} cause ${cause} ${from.nodeId} ${from.epoch} -> ${to?.nodeId} ${to?.epoch} ${sessions}`);
        },
      },
      options.broken,
    );
    const faults = new Faults(
      world,
      trace,
      { before: (kind, clients) => recoveries.before(kind, clients), after: (kind) => recoveries.after(kind) },
      options.kinds,
    );
    const invariants = new Invariants(world, () => faults);
    await world.start();
    await time.runUntil(calmMs);
    if (options.script) options.script(world);
    else faults.schedule(calmMs, calmMs + faultsForMs);
    const look = (): void => {
      invariants.look();
      time.after(lookEveryMs, look);
    };
    look();
    const wholeMs = calmMs + faultsForMs + restMs;
    const tell = (): void => {
      options.onSecond?.(time.nowMs, wholeMs);
      time.after(1_000, tell);
    };
    if (options.onSecond) tell();
    await time.runUntil(calmMs + faultsForMs);
    faults.repairAll();
    await time.runUntil(wholeMs);
    invariants.atRest();
    return {
      seed,
      violations: invariants.violations,
      hash: trace.hash,
      trace: trace.lines,
      nodes,
      participants,
      faults: faults.counts,
      exposed: recoveries.exposed,
      recoveries: recoveries.samples,
      moved,
      events: time.events,
      virtualMs: time.nowMs,
      tookMs: realNowMs() - startedMs,
    };
  } finally {
    uninstall();
  }
}
