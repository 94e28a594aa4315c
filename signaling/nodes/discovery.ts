// Finds nodes that come and go. A node announces itself to any replica, which dials it and writes its lease into the store,
// where the other replicas find it. From then on each goes by its own control connection: neither a lease that ran out nor
// a store that is away makes a node that is heard of go.

import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeLease, Store } from "../store/store.ts";
import type { Nodes } from "./nodes.ts";

const leaseMs = 3_000;
const lookMs = 1_000;
/** Nobody has announced it for so long, and it does not answer. */
const forgetAfterMs = 10_000;
/** More than that are not nodes of one cluster, but somebody's mistake. */
const maxFound = 2_000;

export interface DiscoveryDeps {
  store: Store;
  nodes: Pick<Nodes, "add" | "forget" | "byId">;
  nowMs(): number;
  log: Logger;
}

export class Discovery {
  readonly #deps: DiscoveryDeps;
  /** By URL, when it was last announced or listed. */
  readonly #foundAtMs = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(deps: DiscoveryDeps) {
    this.#deps = deps;
    deps.store.watch((hint) => {
      if (hint.kind !== "placement") void this.look();
    });
    this.#timer = setInterval(() => void this.look(), lookMs).unref();
  }

  /** A node has told this replica where it is. @throws HoldfastError node_duplicate */
  async announced(lease: NodeLease): Promise<void> {
    const { store, nodes } = this.#deps;
    const known = nodes.byId(lease.nodeId);
    if (known?.connected && known.url !== lease.url)
      throw new HoldfastError("node_duplicate", `${lease.nodeId} is at ${known.url}`);
    this.#found(lease);
    await store.leaseNode(lease, leaseMs).catch(() => {}); // It announces itself again in a second.
  }

  /** Dials the nodes that the store knows of, and forgets those that nobody knows of any more. */
  async look(): Promise<void> {
    const leases = await this.#deps.store.listNodes().catch(() => []);
    for (const lease of leases) this.#found(lease);
    const oldestMs = this.#deps.nowMs() - forgetAfterMs;
    for (const [url, foundAtMs] of this.#foundAtMs) {
      if (foundAtMs < oldestMs && this.#deps.nodes.forget(url)) this.#foundAtMs.delete(url);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #found({ nodeId, url }: NodeLease): void {
    const { nodes, log, nowMs } = this.#deps;
    if (!this.#foundAtMs.has(url)) {
      if (this.#foundAtMs.size >= maxFound) return;
      log.info({ node: nodeId, url }, "node found");
      nodes.add(url);
    }
    this.#foundAtMs.set(url, nowMs());
  }
}
