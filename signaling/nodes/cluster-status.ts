// The cluster as this replica sees it, in the words of the HTTP API. All of it is answered from memory.

import type { ClusterView } from "../http/deps.ts";
import type { NodeView } from "../http/views.ts";
import { stateName, viewNode } from "./node-view.ts";
import type { Store } from "../store/store.ts";
import type { Nodes } from "./nodes.ts";

export class ClusterStatus implements ClusterView {
  readonly #nodes: Nodes;
  readonly #store: Pick<Store, "up">;

  constructor(nodes: Nodes, store: Pick<Store, "up">) {
    this.#nodes = nodes;
    this.#store = store;
  }

  nodes(): NodeView[] {
    return this.#nodes.links.map(viewNode);
  }

  readiness(): string[] {
    if (this.#nodes.candidates().some(({ usable, sessions, capacity }) => usable && sessions < capacity)) return [];
    const states = Object.entries(this.#nodesByState()).map(([state, count]) => `${count} ${state}`);
    return [`no node takes calls: of those known ${states.join(", ") || "none"}`];
  }

  degradation(): string[] {
    return this.#store.up
      ? []
      : ["the cluster store is away: placements are decided without it, and written down later"];
  }

  #nodesByState(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const link of this.#nodes.links) counts[stateName(link)] = (counts[stateName(link)] ?? 0) + 1;
    return counts;
  }
}
