// All nodes that this replica has links to: those that it was configured with, and those that announced themselves.

import type { NodeId } from "../../proto/ids.ts";
import type { NodeIdentity } from "./control-connection.ts";
import { NodeLink, type NodeLinkDeps } from "./node-link.ts";
import type { NodeCandidate } from "./select-node.ts";
import { servingName } from "./serving.ts";

export class Nodes {
  #links: readonly NodeLink[];
  readonly #configured: ReadonlySet<string>;
  readonly #deps: Omit<NodeLinkDeps, "url" | "refuse">;
  #closed = false;

  constructor(urls: readonly string[], deps: Omit<NodeLinkDeps, "url" | "refuse">) {
    this.#deps = deps;
    this.#configured = new Set(urls);
    this.#links = urls.map((url) => this.#link(url));
  }

  /** Resolves when every node has been dialled once. */
  async start(): Promise<void> {
    await Promise.all(this.#links.map((link) => link.start()));
  }

  get links(): readonly NodeLink[] {
    return this.#links;
  }

  /** The one that is heard of, should two have had the id one after the other. */
  byId(id: NodeId): NodeLink | undefined {
    let found: NodeLink | undefined;
    for (const link of this.#links) {
      if (link.id !== id) continue;
      if (link.liveness.state !== "absent") return link;
      found ??= link;
    }
    return found;
  }

  /** Begins to dial the node, unless it does already. */
  add(url: string): void {
    if (this.#closed || this.#links.some((link) => link.url === url)) return;
    const link = this.#link(url);
    this.#links = [...this.#links, link];
    void link.start();
  }

  /** Forgets a node that is neither heard of nor configured. False when it is. */
  forget(url: string): boolean {
    const link = this.#links.find((candidate) => candidate.url === url);
    if (!link) return true;
    if (this.#configured.has(url) || link.connected || link.liveness.state !== "absent") return false;
    this.#links = this.#links.filter((other) => other !== link);
    link.close();
    return true;
  }

  candidates(): NodeCandidate[] {
    const candidates: NodeCandidate[] = [];
    for (const { id, present, liveness, load, sessions, capacity, serving, labels } of this.#links) {
      if (id === undefined) continue;
      const workers = load?.workers ?? [];
      candidates.push({
        id,
        labels,
        present,
        // Before its first heartbeat nothing is known against the node.
        usable:
          liveness.state === "live" &&
          servingName(serving.state) === "serving" &&
          (workers.length === 0 || workers.some((worker) => worker.alive)),
        liveWorkers: workers.filter((worker) => worker.alive).length,
        sessions,
        capacity,
        cpu: Math.max(0, ...workers.map((worker) => worker.cpu ?? 0)),
      });
    }
    return candidates;
  }

  close(): void {
    this.#closed = true;
    for (const link of this.#links) link.close();
  }

  #link(url: string): NodeLink {
    return new NodeLink({ ...this.#deps, url, refuse: (link, identity) => this.#refuse(link, identity) });
  }

  /** Why the node that answered there is not to be used: only one may have its id. */
  #refuse(link: NodeLink, { nodeId, bootId }: NodeIdentity): string | undefined {
    const other = this.#links.find((candidate) => candidate !== link && candidate.id === nodeId && candidate.connected);
    if (!other) return undefined;
    return other.bootId === bootId
      ? `node ${nodeId} is connected under ${other.url} already`
      : `another node, at ${other.url}, has the id ${nodeId} as well: set HOLDFAST_NODE_ID`;
  }
}
