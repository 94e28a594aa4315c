// Finds nodes that come and go. A node announces itself to any replica, which dials it and writes its lease into the store,
// where the other replicas find it, and check its proof before they dial. From then on each goes by its own control connection: neither a lease that ran out nor
// a store that is away makes a node that is heard of go.

import { isProved } from "../../base/announcement.ts";
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
  clusterSecret: string;
  nowMs(): number;
  /** Unix time. */
  unixMs(): number;
  log: Logger;
}

/** An address at which a node announced itself. */
interface Found {
  lease: NodeLease;
  /** When it was last announced or listed. */
  atMs: number;
}

export class Discovery {
  readonly #deps: DiscoveryDeps;
  /** By URL. */
  readonly #found = new Map<string, Found>();
  /** Leases without a proof that are in the store, by node and URL: told once. */
  #unproved = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(deps: DiscoveryDeps) {
    this.#deps = deps;
    deps.store.watch((hint) => {
      if (hint.kind !== "placement") void this.look();
    });
    this.#timer = setInterval(() => void this.look(), lookMs).unref();
  }

  /** A node has told this replica where it is, and proved it. @throws HoldfastError node_duplicate */
  async announced(lease: NodeLease): Promise<void> {
    const { store, nodes } = this.#deps;
    const known = nodes.byId(lease.nodeId);
    if (known?.connected && known.url !== lease.url)
      throw new HoldfastError("node_duplicate", `${lease.nodeId} is at ${known.url}`);
    this.#note(lease);
    await store.leaseNode(lease, leaseMs).catch(() => {}); // It announces itself again in a second.
  }

  /** Dials the nodes that the store knows of, and forgets those that nobody knows of any more. */
  async look(): Promise<void> {
    const leases = await this.#deps.store.listNodes().catch(() => []);
    const proved = (lease: NodeLease): boolean => isProved(this.#deps.clusterSecret, lease, this.#deps.unixMs());
    for (const lease of leases) if (proved(lease)) this.#note(lease);
    this.#tell(leases.filter((lease) => !proved(lease)));
    const oldestMs = this.#deps.nowMs() - forgetAfterMs;
    for (const [url, { atMs }] of this.#found) {
      if (atMs < oldestMs && this.#deps.nodes.forget(url)) this.#found.delete(url);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #note(lease: NodeLease): void {
    const { nodeId, url, sentAtMs } = lease;
    const { nodes, log, nowMs } = this.#deps;
    const before = this.#found.get(url)?.lease;
    if (!before && this.#found.size >= maxFound) return;
    // Somebody may bring back what was announced at this address earlier, by another node.
    if (before && sentAtMs < before.sentAtMs) return;
    if (!before) log.info({ node: nodeId, url }, "node found");
    if (before?.nodeId !== nodeId) nodes.add(url, nodeId);
    this.#found.set(url, { lease, atMs: nowMs() });
  }

  #tell(unproved: readonly NodeLease[]): void {
    const before = this.#unproved;
    this.#unproved = new Set();
    for (const { nodeId, url } of unproved) {
      const which = `${nodeId} ${url}`;
      this.#unproved.add(which);
      if (!before.has(which))
        this.#deps.log.error(
          { node: nodeId, url },
          "a node in the store that nobody with the cluster secret announced",
        );
    }
  }
}
