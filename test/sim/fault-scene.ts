// What every fault needs: somebody to hit who is well, a word to who measures, and a repair after a while.

import type { FaultKind } from "./fault-kinds.ts";
import { mostBroken } from "./shape.ts";
import type { SimClient } from "./sim-client.ts";
import type { SimNode } from "./sim-node.ts";
import type { SimReplica } from "./sim-replica.ts";
import type { Trace } from "./trace.ts";
import type { World } from "./world.ts";

export interface DrainRun {
  readonly node: SimNode;
  readonly deadlineMs: number;
  /** The node's process that was asked. */
  readonly boot: number;
}

/** Milliseconds, least and most. */
export type Lasts = readonly [number, number];

/** Replicas notice that it is back, walk through what they know, and the better of two placements is followed. */
const storeMendsMs = 15_000;

export class FaultScene {
  readonly world: World;
  readonly trace: Trace;
  /** Nodes that are to be left alone until they are well. */
  readonly broken = new Set<SimNode>();
  readonly drains = new Set<DrainRun>();
  readonly #onTold: (kind: FaultKind, clients: readonly SimClient[]) => void;
  readonly #repairs = new Set<() => void>();
  /** Replicas that clients cannot reach. */
  readonly #unreachable = new Set<number>();
  #storeTouches = 0;
  #storeMendedAtMs = 0;

  constructor(world: World, trace: Trace, onTold: (kind: FaultKind, clients: readonly SimClient[]) => void) {
    this.world = world;
    this.trace = trace;
    this.#onTold = onTold;
  }

  /** Nobody can rely on the store for arbitration, now or a moment ago: placements can collide. */
  get storeTouched(): boolean {
    return this.#storeTouches > 0 || this.world.time.nowMs < this.#storeMendedAtMs;
  }

  /** Returns what tells that it is as it should be again. */
  touchStore(): () => void {
    this.#storeTouches++;
    return () => {
      this.#storeTouches--;
      this.#storeMendedAtMs = this.world.time.nowMs + storeMendsMs;
    };
  }

  /** Something is about to happen to what these clients need. */
  tell(kind: FaultKind, target = "", clients: readonly SimClient[] = []): void {
    this.trace.add(`fault ${kind} ${target}`);
    this.#onTold(kind, clients);
  }

  repairLater([least, most]: Lasts, repair: () => void): void {
    const { time, random } = this.world;
    const once = (): void => {
      if (this.#repairs.delete(once)) repair();
    };
    this.#repairs.add(once);
    time.after(random.between(least, most), once);
  }

  /** Everything works again. */
  repairAll(): void {
    for (const repair of this.#repairs) repair();
    this.trace.add("all repaired");
  }

  healthyNode(): SimNode | undefined {
    const { nodes, random } = this.world;
    if (this.broken.size >= mostBroken(nodes.size)) return undefined;
    return random.pick([...nodes.values()].filter((node) => !this.broken.has(node)));
  }

  /** Something that keeps a node from working, and is over after a while. False when enough are broken already. */
  onNode(kind: FaultKind, chosen: SimNode | undefined, lastsMs: Lasts, begin: (node: SimNode) => () => void): boolean {
    const node = chosen ?? this.healthyNode();
    if (!node) return false;
    this.tell(kind, node.id, [...this.world.on(node)]);
    this.broken.add(node);
    const repair = begin(node);
    this.repairLater(lastsMs, () => {
      this.broken.delete(node);
      repair();
      this.trace.add(`${node.id} is well again`);
    });
    return true;
  }

  onReplica(kind: FaultKind, lastsMs: Lasts, begin: (replica: SimReplica) => () => void): boolean {
    const { random, replicas } = this.world;
    const replica = random.pick(replicas);
    this.tell(kind, `${replicas.indexOf(replica)}`);
    this.repairLater(lastsMs, begin(replica));
    return true;
  }

  /** The same, for what keeps clients from it: they can reach one of several always, and a single one now and then. */
  withoutReplica(kind: FaultKind, lastsMs: Lasts, begin: (replica: SimReplica) => () => void): boolean {
    const { random, replicas } = this.world;
    if (this.#unreachable.size >= Math.max(1, replicas.length - 1)) return false;
    const index = random.pick([...replicas.keys()].filter((it) => !this.#unreachable.has(it)));
    this.tell(kind, `${index}`);
    this.#unreachable.add(index);
    const repair = begin(replicas[index]!);
    this.repairLater(lastsMs, () => {
      repair();
      this.#unreachable.delete(index);
    });
    return true;
  }

  onStore(kind: FaultKind, lastsMs: Lasts, begin: () => () => void): boolean {
    this.tell(kind);
    const mended = this.touchStore();
    const repair = begin();
    this.repairLater(lastsMs, () => {
      repair();
      mended();
    });
    return true;
  }

  onNetwork(kind: FaultKind, lastsMs: Lasts, begin: () => () => void): boolean {
    this.tell(kind);
    this.repairLater(lastsMs, begin());
    return true;
  }

  /** Somebody who has joined, and whose network works. */
  someClient(): SimClient | undefined {
    const { clients, random } = this.world;
    return random.pick(clients.filter(({ online, host }) => online && !host.impaired));
  }
}

/** False when there is nothing to break just now. */
export type Inflict = (scene: FaultScene, kind: FaultKind, node?: SimNode) => boolean;
