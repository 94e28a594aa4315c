// Paths whose nodes could not be heard for a moment: asks for what their clients missed meanwhile, until the node answers,
// or is known to be dead, or is redialled (which asks for everything anew).

import { type Backoff, backoffMs } from "../../base/backoff.ts";
import type { Logger } from "../../base/logger.ts";
import type { HoldfastError } from "../../proto/errors.ts";
import type { NodeId } from "../../proto/ids.ts";
import type { Nodes } from "../nodes/nodes.ts";
import { type Adoption, adopt } from "./adopt.ts";
import type { SessionPath } from "./path-set.ts";
import type { Session } from "./session.ts";

/** Paths in one request: their snapshots are to fit into one reply. */
const batchSize = 50;
const timeoutMs = 3_000;
const retryBackoff: Backoff = { baseMs: 50, maxMs: 1_000 };

export interface CatchUpDeps {
  nodes: Pick<Nodes, "byId">;
  random: () => number;
  log: Logger;
  /** The node no longer has the path. */
  onGone(session: Session, path: SessionPath, reason: HoldfastError): void;
}

export class CatchUp {
  readonly #deps: CatchUpDeps;
  /** What is to be asked of each node, by path. */
  readonly #wanted = new Map<NodeId, Map<string, Session>>();
  readonly #running = new Set<NodeId>();

  constructor(deps: CatchUpDeps) {
    this.#deps = deps;
  }

  path(session: Session, { id, nodeId }: SessionPath): void {
    const wanted = this.#wanted.get(nodeId);
    if (wanted) wanted.set(id, session);
    else this.#wanted.set(nodeId, new Map([[id, session]]));
    if (!this.#running.has(nodeId)) void this.#run(nodeId);
  }

  /** The node is heard again. */
  node(nodeId: NodeId, sessions: Iterable<Session>): void {
    for (const session of sessions)
      for (const path of session.paths) if (path.nodeId === nodeId) this.path(session, path);
  }

  async #run(nodeId: NodeId): Promise<void> {
    this.#running.add(nodeId);
    await Promise.resolve(); // All that is missing at this moment goes into the first batch.
    for (let failures = 0; ;) {
      const wanted = this.#wanted.get(nodeId);
      const link = this.#deps.nodes.byId(nodeId);
      if (!wanted?.size || !link?.connected) break;
      const asked = [...wanted].slice(0, batchSize).flatMap(([pathId, session]) => {
        const path = session.path(pathId);
        if (path && session.state !== "closed") return [{ session, pathId, lastSeq: path.lastSeq }];
        wanted.delete(pathId);
        return [];
      });
      if (asked.length === 0) continue;
      const adoptions = await adopt(link, asked, timeoutMs).catch((thrown: unknown) => {
        this.#deps.log.error({ node: nodeId, err: thrown }, "what was missed cannot be read");
        return new Map<string, Adoption>();
      });
      const unknown = asked.filter(({ pathId }) => (adoptions.get(pathId) ?? "unknown") === "unknown");
      for (const { session, pathId } of asked) {
        const adoption = adoptions.get(pathId);
        if (adoption === undefined || adoption === "unknown") continue;
        wanted.delete(pathId);
        const path = session.path(pathId);
        if (!path) continue;
        if ("gone" in adoption) this.#deps.onGone(session, path, adoption.gone);
        else if (adoption.kept.snapshot) session.resync();
        else session.caughtUp(pathId, adoption.missed);
      }
      failures = unknown.length > 0 ? failures + 1 : 0;
      if (failures > 0)
        await new Promise((resolve) => setTimeout(resolve, backoffMs(retryBackoff, failures, this.#deps.random)));
    }
    this.#wanted.delete(nodeId);
    this.#running.delete(nodeId);
  }
}
