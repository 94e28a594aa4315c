// What goes wrong, when, and for how long: drawn from the seed, one fault upon the other.

import { clientFaults } from "./client-faults.ts";
import { type FaultKind, faultKinds, faultWeights } from "./fault-kinds.ts";
import { type DrainRun, FaultScene, type Inflict } from "./fault-scene.ts";
import { linkFaults, networkFaults } from "./link-faults.ts";
import { nodeFaults } from "./node-faults.ts";
import { serverFaults } from "./server-faults.ts";
import type { SimClient } from "./sim-client.ts";
import type { SimNode } from "./sim-node.ts";
import type { Trace } from "./trace.ts";
import type { World } from "./world.ts";

const inflict: Record<FaultKind, Inflict> = {
  ...nodeFaults,
  ...linkFaults,
  ...networkFaults,
  ...clientFaults,
  ...serverFaults,
};

const sharedFaults: ReadonlySet<string> = new Set([...Object.keys(serverFaults), ...Object.keys(networkFaults)]);
/** Between one and the next, in a small cluster. */
const gapsMs = [800, 2_500, 2_500];

export interface FaultHooks {
  /** Something is about to happen to what these clients need. */
  before(kind: FaultKind, clients: readonly SimClient[]): void;
  after(kind: FaultKind): void;
}

export class Faults {
  readonly counts = new Map<FaultKind, number>();
  readonly #scene: FaultScene;
  readonly #hooks: FaultHooks;
  readonly #kinds: readonly FaultKind[];

  constructor(world: World, trace: Trace, hooks: FaultHooks, kinds: readonly FaultKind[] = faultKinds) {
    this.#scene = new FaultScene(world, trace, (kind, clients) => hooks.before(kind, clients));
    this.#hooks = hooks;
    this.#kinds = kinds.flatMap((kind) => Array.from({ length: faultWeights[kind] ?? 1 }, () => kind));
  }

  get drains(): Set<DrainRun> {
    return this.#scene.drains;
  }
  get storeTouched(): boolean {
    return this.#scene.storeTouched;
  }

  /** Returns what tells that the store is as it should be again. */
  touchStore(): () => void {
    return this.#scene.touchStore();
  }

  /** One fault after another until then. */
  schedule(fromMs: number, untilMs: number): void {
    const { time, random, nodes } = this.#scene.world;
    // Some clusters see few kinds of faults, and those more often: what one kind heals, another would have hidden.
    const some = this.#kinds.filter(() => random.chance(0.4));
    const kinds = some.length > 0 && random.chance(0.5) ? some : this.#kinds;
    // A larger cluster has more of everything, faults included; but not more stores.
    const share = Math.min(1, 8 / nodes.size);
    const gapMs = Math.max(40, random.pick(gapsMs) * share);
    let atMs = fromMs;
    for (;;) {
      atMs += random.between(0.1, 1.9) * gapMs;
      if (atMs >= untilMs) break;
      time.at(atMs, () => {
        const kind = random.pick(kinds);
        if (!sharedFaults.has(kind) || random.chance(share)) this.inject(kind);
      });
    }
  }

  /** Everything works again. */
  repairAll(): void {
    this.#scene.repairAll();
  }

  inject(kind: FaultKind, node?: SimNode): void {
    if (!inflict[kind](this.#scene, kind, node)) return;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    this.#hooks.after(kind);
  }
}
