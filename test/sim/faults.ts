// What goes wrong, when, and for how long: drawn from the seed, one fault upon the other.

import { HoldfastError } from "../../proto/errors.ts";
import type { SimClient } from "./sim-client.ts";
import type { SimNode } from "./sim-node.ts";
import type { Trace } from "./trace.ts";
import type { World } from "./world.ts";

export const faultKinds = [
  "node crash",
  "node hangs",
  "node's control hangs",
  "node slow",
  "worker crash",
  "control link cut",
  "media link cut",
  "node isolated",
  "client offline",
  "replica crash",
  "replica slow",
  "store away",
  "store cut from one replica",
  "store slow",
  "store emptied",
  "store rewound",
  "packet loss",
  "repeated messages",
  "drain",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Relative frequency. */
const weights: Partial<Record<FaultKind, number>> = {
  "node crash": 3,
  "node hangs": 2,
  "client offline": 2,
  "replica crash": 2,
  drain: 2,
};

export interface FaultHooks {
  /** Something is about to happen to what these clients need. */
  before(kind: FaultKind, clients: readonly SimClient[]): void;
  after(kind: FaultKind): void;
}

export interface DrainRun {
  readonly node: SimNode;
  readonly deadlineMs: number;
  /** The node's process that was asked. */
  readonly boot: number;
}

export class Faults {
  readonly #world: World;
  readonly #hooks: FaultHooks;
  readonly #trace: Trace;
  readonly #kinds: readonly FaultKind[];
  readonly #broken = new Set<SimNode>();
  readonly #repairs = new Set<() => void>();
  readonly counts = new Map<FaultKind, number>();
  readonly drains = new Set<DrainRun>();
  /** Epochs may have been forgotten: placements can collide for a moment. */
  storeTouched = false;

  constructor(world: World, trace: Trace, hooks: FaultHooks, kinds: readonly FaultKind[] = faultKinds) {
    this.#world = world;
    this.#hooks = hooks;
    this.#trace = trace;
    this.#kinds = kinds.flatMap((kind) => Array.from({ length: weights[kind] ?? 1 }, () => kind));
  }

  /** One fault after another until then. */
  schedule(fromMs: number, untilMs: number): void {
    const { time, random, nodes } = this.#world;
    // A larger cluster has more of everything, faults included.
    const gapMs = Math.max(40, 2_500 * Math.min(1, 8 / nodes.size));
    let atMs = fromMs;
    for (;;) {
      atMs += random.between(0.1, 1.9) * gapMs;
      if (atMs >= untilMs) break;
      time.at(atMs, () => this.inject(random.pick(this.#kinds)));
    }
  }

  /** Everything works again. */
  repairAll(): void {
    for (const repair of this.#repairs) repair();
    this.#trace.add("all repaired");
  }

  inject(kind: FaultKind, node?: SimNode): void {
    const begun = this.#begin(kind, node);
    if (!begun) return;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    this.#hooks.after(kind);
  }

  #begin(kind: FaultKind, chosen?: SimNode): boolean {
    const { random, network, store, clients, replicas } = this.#world;
    switch (kind) {
      case "node crash":
        return this.#onNode(kind, chosen, [3_000, 15_000], (node) => {
          node.crash();
          return () => node.start();
        });
      case "node hangs":
        return this.#onNode(kind, chosen, [500, 20_000], (node) => {
          node.stop(true);
          return () => node.goOn();
        });
      case "node's control hangs":
        return this.#onNode(kind, chosen, [500, 15_000], (node) => {
          node.stop(false);
          return () => node.goOn();
        });
      case "node slow":
        return this.#onNode(kind, chosen, [2_000, 8_000], (node) => {
          node.host.slowMs = random.between(50, 700);
          return () => (node.host.slowMs = 0);
        });
      case "worker crash": {
        const node = chosen ?? this.#healthyNode();
        if (!node) return false;
        this.#tell(kind, node.id, [...this.#world.on(node)]);
        node.workerDied(random.whole(0, 1));
        return true;
      }
      case "control link cut":
        return this.#onNode(kind, chosen, [1_000, 15_000], (node) => {
          const some = replicas.filter(() => random.chance(0.6));
          for (const { host } of some) network.cut(host, node.host);
          return () => {
            for (const { host } of some) network.heal(host, node.host);
          };
        });
      case "media link cut":
        return this.#onNode(kind, chosen, [1_000, 10_000], (node) => this.#cut(node, ["client"]));
      case "node isolated":
        return this.#onNode(kind, chosen, [1_000, 20_000], (node) => this.#cut(node, ["client", "replica"]));
      case "client offline": {
        const client = random.pick(clients.filter(({ ended }) => !ended));
        if (!client || client.host.cutFrom.size > 0) return false;
        this.#tell(kind, client.identity, []);
        client.host.cutFrom.add("replica").add("node");
        client.mediaChanged();
        this.#repairLater([200, 25_000], () => {
          client.host.cutFrom.clear();
          client.networkBack();
        });
        return true;
      }
      case "replica crash": {
        const alive = replicas.filter(({ alive: is }) => is);
        if (alive.length < 2) return false;
        const replica = random.pick(alive);
        const index = replicas.indexOf(replica);
        this.#tell(kind, `${index}`, []);
        replica.crash();
        this.#repairLater([500, 10_000], () => void this.#world.startReplica(index));
        return true;
      }
      case "replica slow": {
        const { host } = random.pick(replicas);
        this.#tell(kind, `${replicas.findIndex((it) => it.host === host)}`, []);
        host.slowMs = random.between(20, 300);
        this.#repairLater([1_000, 6_000], () => (host.slowMs = 0));
        return true;
      }
      case "store away":
        this.#tell(kind, "", []);
        this.storeTouched = true;
        store.down = true;
        this.#repairLater([500, 15_000], () => (store.down = false));
        return true;
      case "store cut from one replica": {
        const { host } = random.pick(replicas);
        this.#tell(kind, `${replicas.findIndex((it) => it.host === host)}`, []);
        this.storeTouched = true;
        network.cut(host, store.host);
        this.#repairLater([500, 10_000], () => network.heal(host, store.host));
        return true;
      }
      case "store slow":
        this.#tell(kind, "", []);
        // Slow enough to count as away now and then.
        this.storeTouched = true;
        store.host.slowMs = random.between(10, 400);
        this.#repairLater([1_000, 8_000], () => (store.host.slowMs = 0));
        return true;
      case "store emptied":
        this.#tell(kind, "", []);
        this.storeTouched = true;
        store.wipe();
        return true;
      case "store rewound":
        this.#tell(kind, "", []);
        this.storeTouched = true;
        store.rewind();
        store.save();
        return true;
      case "packet loss":
        this.#tell(kind, "", []);
        // Answers of the store that come late count as none.
        this.storeTouched = true;
        network.lossShare = random.between(0.005, 0.1);
        this.#repairLater([1_000, 6_000], () => (network.lossShare = 0));
        return true;
      case "repeated messages":
        this.#tell(kind, "", []);
        network.repeatShare = random.between(0.01, 0.3);
        this.#repairLater([1_000, 8_000], () => (network.repeatShare = 0));
        return true;
      case "drain":
        return this.#drain(chosen);
    }
  }

  #cut(node: SimNode, kinds: readonly ("client" | "replica")[]): () => void {
    const there = [...this.#world.on(node)];
    for (const kind of kinds) node.host.cutFrom.add(kind);
    for (const client of there) client.mediaChanged();
    return () => {
      node.host.cutFrom.clear();
      for (const client of this.#world.on(node)) client.mediaChanged();
    };
  }

  #drain(chosen: SimNode | undefined): boolean {
    const { random, time, replicas } = this.#world;
    const node = chosen ?? this.#healthyNode();
    const replica = random.pick(replicas.filter(({ alive }) => alive));
    if (!node || !replica) return false;
    const timeoutMs = random.between(8_000, 30_000);
    this.#tell("drain", node.id, [...this.#world.on(node)]);
    this.#broken.add(node);
    const drain: DrainRun = { node, deadlineMs: time.nowMs + timeoutMs + 2_000, boot: node.boot };
    replica.drain(node.id, timeoutMs).then(
      () => this.drains.add(drain),
      (error: unknown) => this.#trace.add(`drain refused: ${HoldfastError.from(error).code}`),
    );
    this.#repairLater([timeoutMs + 3_000, timeoutMs + 4_000], () => {
      this.#broken.delete(node);
      this.#uncordon(node);
    });
    return true;
  }

  /** As an operator would: again, until somebody has done it. */
  #uncordon(node: SimNode): void {
    const { time, replicas, random } = this.#world;
    if (!node.alive || node.serving.state === 0) return;
    const replica = random.pick(replicas.filter(({ alive }) => alive));
    void replica?.uncordon(node.id).catch(() => {});
    time.after(1_000, () => this.#uncordon(node));
  }

  #onNode(
    kind: FaultKind,
    chosen: SimNode | undefined,
    lastsMs: readonly [number, number],
    begin: (node: SimNode) => () => void,
  ): boolean {
    const node = chosen ?? this.#healthyNode();
    if (!node) return false;
    this.#tell(kind, node.id, [...this.#world.on(node)]);
    this.#broken.add(node);
    const repair = begin(node);
    this.#repairLater(lastsMs, () => {
      this.#broken.delete(node);
      repair();
      this.#trace.add(`${node.id} is well again`);
    });
    return true;
  }

  /** One at a time is broken of up to three nodes, and never half of more. */
  #healthyNode(): SimNode | undefined {
    const { nodes, random } = this.#world;
    const most = Math.max(1, Math.floor((nodes.size - 1) / 3));
    if (this.#broken.size >= most) return undefined;
    const healthy = [...nodes.values()].filter((node) => !this.#broken.has(node));
    return random.pick(healthy);
  }

  #tell(kind: FaultKind, target: string, clients: readonly SimClient[]): void {
    this.#trace.add(`fault ${kind} ${target}`);
    this.#hooks.before(kind, clients);
  }

  #repairLater([least, most]: readonly [number, number], repair: () => void): void {
    const { time, random } = this.#world;
    const once = (): void => {
      if (this.#repairs.delete(once)) repair();
    };
    this.#repairs.add(once);
    time.after(random.between(least, most), once);
  }
}
