// All nodes that this replica has links to: those that it was configured with, and those that announced themselves.

import type { NodeId } from "../../proto/ids.ts";
import type { NodeIdentity } from "./control-connection.ts";
import { NodeLink, type NodeLinkDeps } from "./node-link.ts";
import type { NodeCandidate } from "../placement/select-node.ts";

/** What a link asks of its owner. */
type OwnHooks = "refuse" | "onIdentified";

export class Nodes {
  #links: readonly NodeLink[];
  /** By the id that the node has said; made anew when that, or the links, have changed. */
  #byId: Map<NodeId | undefined, NodeLink[]> | undefined;
  readonly #configured: ReadonlySet<string>;
  readonly #deps: Omit<NodeLinkDeps, "url" | "announcedBy" | OwnHooks>;
  #closed = false;

  constructor(urls: readonly string[], deps: Omit<NodeLinkDeps, "url" | "announcedBy" | OwnHooks>) {
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
    this.#byId ??= Map.groupBy(this.#links, (link) => link.id);
    const links = this.#byId.get(id);
    return links?.find(({ liveness }) => liveness.state !== "absent") ?? links?.[0];
  }

  /** Begins to dial the node that announced itself there, unless it does already. */
  add(url: string, announcedBy: NodeId): void {
    if (this.#closed || this.#configured.has(url)) return;
    const known = this.#links.find((link) => link.url === url);
    if (known) known.announcedBy = announcedBy;
    if (known) return;
    const link = this.#link(url, announcedBy);
    this.#setLinks([...this.#links, link]);
    void link.start();
  }

  /** Forgets a node that is neither heard of nor configured. False when it is. */
  forget(url: string): boolean {
    const link = this.#links.find((candidate) => candidate.url === url);
    if (!link) return true;
    if (this.#configured.has(url) || link.connected || link.liveness.state !== "absent") return false;
    this.#setLinks(this.#links.filter((other) => other !== link));
    link.close();
    return true;
  }

  candidates(): NodeCandidate[] {
    const nowMs = this.#deps.clock.nowMs();
    const candidates: NodeCandidate[] = [];
    for (const link of this.#links) {
      const candidate = link.candidate(nowMs);
      if (candidate) candidates.push(candidate);
    }
    return candidates;
  }

  candidate(id: NodeId): NodeCandidate | undefined {
    return this.byId(id)?.candidate(this.#deps.clock.nowMs());
  }

  close(): void {
    this.#closed = true;
    for (const link of this.#links) link.close();
  }

  #setLinks(links: readonly NodeLink[]): void {
    this.#links = links;
    this.#byId = undefined;
  }

  #link(url: string, announcedBy?: NodeId): NodeLink {
    return new NodeLink({
      ...this.#deps,
      url,
      announcedBy,
      refuse: (link, identity) => this.#refuse(link, identity),
      onIdentified: () => (this.#byId = undefined),
    });
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
