// Asks the clients of a silent node whether media still flows, and takes what they say unasked. What follows from their
// answers is decided in witness-verdict.ts.

import type { Logger } from "../../base/logger.ts";
import type { NodeId } from "../../proto/ids.ts";
import type { Session } from "../session/session.ts";
import type { NodeLink } from "./node-link.ts";
import { answerWithinMs, freshMs, judge, judgeLiveNode, type Witness } from "./witness-verdict.ts";

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
  readonly #asked = new Map<NodeId, { atMs: number; again: boolean }>();

  constructor(deps: WitnessesDeps) {
    this.#deps = deps;
  }

  /** The node is silent. */
  ask(link: NodeLink, again = false): void {
    const { id } = link;
    if (id === undefined) return;
    this.#asked.set(id, { atMs: this.#deps.nowMs(), again });
    let asked = 0;
    for (const session of this.#deps.sessionsOn(id)) {
      if (!session.connected || !session.active) continue;
      asked++;
      session.send({ body: "probePath", probePath: { pathId: session.active.id } });
    }
    this.#deps.log.info({ node: id, asked, again }, "asking clients whether media flows");
    this.#judge(link);
    setTimeout(() => this.#judge(link), answerWithinMs + 1).unref();
  }

  /** A client said whether media flows on its active path. */
  reported(session: Session): void {
    const nodeId = session.active?.nodeId;
    const link = nodeId && this.#deps.link(nodeId);
    if (!nodeId || !link) return;
    const asked = this.#asked.get(nodeId);
    if (link.liveness.state !== "live") {
      if (asked && this.#deps.nowMs() - asked.atMs > freshMs) this.ask(link, true);
      else this.#judge(link);
    } else if (session.report?.state === "stopped") this.#judgeLive(session, link);
  }

  #judge(link: NodeLink): void {
    const { id, liveness } = link;
    if (id === undefined || !["suspect", "doubtful", "unheard"].includes(liveness.state)) return;
    const nowMs = this.#deps.nowMs();
    const { atMs: askedAtMs, again: askedAgain } = this.#asked.get(id) ?? { atMs: nowMs, again: false };
    const silentMs = nowMs - liveness.lastHeardMs;
    const { verdict, witness } = judge({ nowMs, silentMs, askedAtMs, askedAgain, witnesses: this.#witnesses(link) });
    if (verdict === "alive" || verdict === "dead") link.witnessed(verdict, witness);
  }

  #judgeLive(session: Session, link: NodeLink): void {
    const { id, liveness } = link;
    if (id === undefined) return;
    const nowMs = this.#deps.nowMs();
    const silentMs = nowMs - liveness.lastHeardMs;
    const { verdict, witness } = judgeLiveNode({ nowMs, silentMs, witnesses: this.#witnesses(link) });
    if (verdict === "hung") link.witnessed("dead", witness);
    else if (verdict === "unreachable") this.#deps.onUnreachable(session, witness);
  }

  #witnesses({ id: nodeId, rooms }: NodeLink): Witness[] {
    const sessions = nodeId === undefined ? [] : [...this.#deps.sessionsOn(nodeId)];
    const here = Map.groupBy(sessions, ({ room }) => room);
    return sessions
      .filter(({ connected }) => connected)
      .map(({ id: sessionId, room, report }) => {
        const said = report ?? { state: "silent" as const, silentMs: 0, reportedAtMs: Number.NEGATIVE_INFINITY };
        // Whose media should come? By the node's last word, or ours, nobody else was there: the partner has left.
        const alone = Math.max(rooms.get(room)?.sessions ?? 0, here.get(room)!.length) < 2;
        return { sessionId, ...said, ...(alone && said.state === "stopped" ? { state: "unknown" as const } : {}) };
      });
  }
}
