// Asks the clients of a silent node what they hear, and takes what they say unasked. What follows from it is decided in
// explain.ts.

import type { Logger } from "../../base/logger.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { isTrusted } from "../session/path-report.ts";
import type { Session } from "../session/session.ts";
import {
  answerWithinMs,
  type Explanation,
  explain,
  freshMs,
  type Question,
  secondWordMs,
  type Witness,
} from "./explain.ts";
import type { NodeLink } from "./node-link.ts";

export interface WitnessesDeps {
  sessionsOn(nodeId: NodeId): Iterable<Session>;
  link(nodeId: NodeId): NodeLink | undefined;
  nowMs(): number;
  /** The room's people no longer reach it on this node; the node may live. */
  onRoomUnreachable(room: RoomName, nodeId: NodeId, witness: string): void;
  log: Logger;
}

/** However many clients report, a node is judged so often at most. */
const judgeAgainAfterMs = 20;
const judged = new Set(["live", "suspect", "doubtful", "unheard"]);

export class Witnesses {
  readonly #deps: WitnessesDeps;
  readonly #asked = new Map<NodeId, Required<Pick<Question, "again">> & { atMs: number }>();
  readonly #judgedAtMs = new WeakMap<NodeLink, number>();
  readonly #waiting = new WeakSet<NodeLink>();

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
    for (const waitMs of [answerWithinMs, secondWordMs]) setTimeout(() => this.#judge(link), waitMs + 1).unref();
  }

  /** A client said what it hears on its active path. */
  reported(session: Session): void {
    const nodeId = session.active?.nodeId;
    const link = nodeId && this.#deps.link(nodeId);
    if (!nodeId || !link) return;
    const asked = this.#asked.get(nodeId);
    const late = asked !== undefined && this.#deps.nowMs() - asked.atMs > freshMs;
    if (link.liveness.state !== "live" && late) this.ask(link, true);
    else this.#judgeSoon(link);
  }

  #judgeSoon(link: NodeLink): void {
    const sinceMs = this.#deps.nowMs() - (this.#judgedAtMs.get(link) ?? Number.NEGATIVE_INFINITY);
    if (sinceMs >= judgeAgainAfterMs) return this.#judge(link);
    if (this.#waiting.has(link)) return;
    this.#waiting.add(link);
    setTimeout(() => {
      this.#waiting.delete(link);
      this.#judge(link);
    }, judgeAgainAfterMs - sinceMs).unref();
  }

  #judge(link: NodeLink): void {
    const { id, liveness } = link;
    if (id === undefined || !judged.has(liveness.state)) return;
    const nowMs = this.#deps.nowMs();
    this.#judgedAtMs.set(link, nowMs);
    const asked = liveness.state === "live" ? undefined : this.#asked.get(id);
    const found = explain({
      nowMs,
      node: {
        silentMs: nowMs - liveness.lastHeardMs,
        hearsNothingOf: (room, participantId) => link.hearsNothingOf(room, participantId),
      },
      question: { askedAtMs: asked?.atMs, again: asked?.again ?? false },
      witnesses: this.#witnesses(link, id, nowMs),
    });
    this.#act(link, id, found);
  }

  #act(link: NodeLink, id: NodeId, { node, faults, witness }: Explanation): void {
    if (faults.length > 0) this.#deps.log.debug({ node: id, faults, witness }, "what clients hear");
    const controlSilent = node !== "alive" || faults.some(({ at }) => at === "control");
    if (node === "dead" || (node === "alive" && controlSilent)) link.witnessed(node, witness);
    for (const fault of faults) if (fault.at === "link") this.#deps.onRoomUnreachable(fault.room, id, witness);
  }

  #witnesses({ rooms }: NodeLink, id: NodeId, nowMs: number): Witness[] {
    const sessions = [...this.#deps.sessionsOn(id)];
    const here = Map.groupBy(sessions, ({ room }) => room);
    return sessions
      .filter(({ connected }) => connected)
      .map(({ id: sessionId, participantId, room, report }) => ({
        sessionId,
        participantId,
        room,
        media: report && isTrusted(report, nowMs) ? report.media : undefined,
        reportedAtMs: report?.reportedAtMs ?? Number.NEGATIVE_INFINITY,
        // By the node's last word, or ours, nobody else was there: the partner has left.
        alone: Math.max(rooms.get(room)?.sessions ?? 0, here.get(room)!.length) < 2,
      }));
  }
}
