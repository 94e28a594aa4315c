// All nodes that this replica has links to.

import type { NodeId } from "../../proto/ids.ts";
import { NodeLink, type NodeLinkDeps } from "./node-link.ts";
import type { NodeCandidate } from "./select-node.ts";
import { servingName } from "./serving.ts";

export class Nodes {
  readonly #links: readonly NodeLink[];

  constructor(urls: readonly string[], deps: Omit<NodeLinkDeps, "url">) {
    this.#links = urls.map((url) => new NodeLink({ ...deps, url }));
  }

  /** Resolves when every node has been dialled once. */
  async start(): Promise<void> {
    await Promise.all(this.#links.map((link) => link.start()));
  }

  get links(): readonly NodeLink[] {
    return this.#links;
  }

  byId(id: NodeId): NodeLink | undefined {
    return this.#links.find((link) => link.id === id);
  }

  candidates(): NodeCandidate[] {
    const candidates: NodeCandidate[] = [];
    for (const { id, liveness, load, sessions, capacity, serving, region } of this.#links) {
      if (id === undefined) continue;
      const workers = load?.workers ?? [];
      candidates.push({
        id,
        region,
        present: ["live", "suspect", "unheard", "doubtful"].includes(liveness.state),
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
    for (const link of this.#links) link.close();
  }
}
