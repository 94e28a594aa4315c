// Asks the clients of a silent node whether media still flows, and takes what they say unasked. What follows from their
// answers is decided in witness-verdict.ts.

import type { Logger } from "../../base/logger.ts";
import type { NodeId } from "../../proto/ids.ts";
import type { Session } from "../session/session.ts";
import type { NodeLink } from "./node-link.ts";
import { answerWithinMs, judge, judgeLiveNode, type Witness } from "./witness-verdict.ts";

export interface WitnessesDeps {
  sessionsOn(nodeId: NodeId): Iterable<Session>;
  link(nodeId: NodeId): NodeLink | undefined;
  nowMs(): number;
  /** Clients no longer reach a node that signaling does reach. */
  onUnreachable(session: Session, witness: string): void;
  log: Logger;
}

export class Witnesses {
  readonly #deps: WitnessesDeps;
  readonly #askedAtMs = new Map<NodeId, number>();

  constructor(deps: WitnessesDeps) {
    this.#deps = deps;
  }

  /** The node is silent. */
  ask(link: NodeLink): void {
    const { id } = link;
    if (id === undefined) return;
    const askedAtMs = this.#deps.nowMs();
    this.#askedAtMs.set(id, askedAtMs);
    let asked = 0;
    for (const session of this.#deps.sessionsOn(id)) {
      if (!session.connected || !session.active) continue;
      asked++;
      session.send({ body: "probePath", probePath: { pathId: session.active.id } });
    }
    this.#deps.log.info({ node: id, asked }, "asking clients whether media flows");
    this.#judge(link);
    setTimeout(() => this.#judge(link), answerWithinMs + 1).unref();
  }

  /** A client said whether media flows on its active path. */
  reported(session: Session): void {
    const nodeId = session.active?.nodeId;
    const link = nodeId && this.#deps.link(nodeId);
    if (!nodeId || !link) return;
    if (link.liveness.state !== "live") this.#judge(link);
    else if (session.report?.state === "stopped") this.#judgeLive(session, link);
  }

  #judge(link: NodeLink): void {
    const { id, liveness } = link;
    if (id === undefined || !["suspect", "doubtful", "unheard"].includes(liveness.state)) return;
    const nowMs = this.#deps.nowMs();
    const askedAtMs = this.#askedAtMs.get(id) ?? nowMs;
    const silentMs = nowMs - liveness.lastHeardMs;
    const { verdict, witness } = judge({ nowMs, silentMs, askedAtMs, witnesses: this.#witnesses(id) });
    if (verdict === "alive" || verdict === "dead") link.witnessed(verdict, witness);
  }

  #judgeLive(session: Session, link: NodeLink): void {
    const { id, liveness } = link;
    if (id === undefined) return;
    const nowMs = this.#deps.nowMs();
    const silentMs = nowMs - liveness.lastHeardMs;
    const { verdict, witness } = judgeLiveNode({ nowMs, silentMs, witnesses: this.#witnesses(id) });
    if (verdict === "hung") link.witnessed("dead", witness);
    else if (verdict === "unreachable") this.#deps.onUnreachable(session, witness);
  }

  #witnesses(nodeId: NodeId): Witness[] {
    return [...this.#deps.sessionsOn(nodeId)]
      .filter(({ connected }) => connected)
      .map(({ id: sessionId, report }) => ({
        sessionId,
        ...(report ?? { state: "silent" as const, silentMs: 0, reportedAtMs: Number.NEGATIVE_INFINITY }),
      }));
  }
}
