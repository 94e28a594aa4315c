// All sessions of this replica: made after their token is verified, ended once. Joins what the requests, the rooms and
// the nodes say about them.

import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { ParticipantId, type NodeId, RoomName, type SessionId } from "../../proto/ids.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import { type PathOffer, wire } from "../../proto/model.ts";
import type { Nodes } from "../cluster/nodes.ts";
import type { Rooms } from "../cluster/rooms.ts";
import { type Grants, grantsPublishing } from "../grants.ts";
import type { Metrics } from "../metrics.ts";
import { verifyToken } from "../tokens.ts";
import { type EventSink, Session } from "./session.ts";

export type SessionRequest = Omit<cluster.SessionRequest.$Shape, "sessionId">;

/** How long a participant whose socket broke is kept for: the client is most likely coming back. */
const departureGraceMs = 10_000;
const forwardTimeoutMs = 5_000;

export interface SessionsDeps {
  apiKeys: ReadonlyMap<string, string>;
  maxSessions: number;
  tokenClockToleranceMs: number;
  rooms: Rooms;
  nodes: Nodes;
  metrics: Metrics;
  log: Logger;
}

export class Sessions {
  readonly #deps: SessionsDeps;
  readonly #sessions = new Map<SessionId, Session>();

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#sessions.size;
  }

  byId(id: string): Session | undefined {
    return this.#sessions.get(id as SessionId);
  }

  /** @throws HoldfastError token_* */
  async verify(token: string): Promise<Grants> {
    if (token === "") throw new HoldfastError("token_missing");
    const { apiKeys, tokenClockToleranceMs: clockToleranceMs } = this.#deps;
    const { grants } = await verifyToken(token, apiKeys, Date.now(), { clockToleranceMs });
    return grants;
  }

  /** @throws HoldfastError limit_sessions */
  create(id: SessionId, grants: Grants, request: wire.Join.$Shape, sink: EventSink): Session {
    if (this.#sessions.size >= this.#deps.maxSessions) throw new HoldfastError("limit_sessions");
    const room = RoomName.parse(grants.room);
    const participantId = ParticipantId.parse(grants.identity);
    if (room === undefined || participantId === undefined) throw new HoldfastError("token_invalid");
    const session = new Session({
      id,
      room,
      participantId,
      grants,
      sink,
      log: this.#deps.log.child({ room, participant: participantId, session: id }),
      attach: {
        sessionId: id,
        participant: { id: participantId, name: grants.name, metadata: grants.metadata, joinedAtMs: Date.now() },
        hidden: grants.hidden,
        canPublish: grantsPublishing(grants),
        canSubscribe: grants.canSubscribe,
        autoSubscribe: request.autoSubscribe ?? false,
        rtpCapabilities: request.rtpCapabilities ?? {},
        fingerprints: request.fingerprints ?? [],
      },
    });
    this.#sessions.set(id, session);
    return session;
  }

  async join(session: Session, cause: wire.PathCause, signal: AbortSignal): Promise<PathOffer> {
    const startedMs = performance.now();
    try {
      const offer = await this.#deps.rooms.join(session, cause, signal);
      const tookMs = performance.now() - startedMs;
      this.#deps.metrics.joinSeconds.observe(tookMs / 1_000);
      session.log.info(
        { node: session.nodeId, epoch: offer.path?.epoch, tookMs: Math.round(tookMs) },
        "participant joined",
      );
      return offer;
    } catch (error) {
      this.end(session, HoldfastError.from(error));
      throw error;
    }
  }

  /** @throws HoldfastError: the node's answer, or node_unavailable while the session is being recovered. */
  async forward(session: Session, request: SessionRequest, signal: AbortSignal): Promise<void> {
    const link = session.nodeId && this.#deps.nodes.byId(session.nodeId);
    if (!link) throw new HoldfastError("node_unavailable");
    const payload = { ...request, sessionId: session.id } as cluster.SessionRequest.$Shape;
    await link.request("session", payload, { timeoutMs: forwardTimeoutMs, signal });
  }

  pathFailed(session: Session): void {
    session.log.warn({ node: session.nodeId, path: session.pathId }, "client reports its path as failed");
    void this.#deps.rooms.rebuildPath(session);
  }

  pathRecovered(session: Session, cause: wire.PathCause, gapMs: number): void {
    const name = wire.PathCause[cause]?.toLowerCase() ?? "unknown";
    this.#deps.metrics.mediaGapSeconds.observe({ cause: name }, gapMs / 1_000);
    session.log.info({ cause: name, gapMs: Math.round(gapMs), node: session.nodeId }, "media is back");
  }

  relay(from: NodeId, { targets, event }: cluster.SessionEvent.$Shape): void {
    if (!event) return;
    for (const { sessionId } of targets ?? []) this.byId(sessionId ?? "")?.relay(from, event as wire.Event.$Shape);
  }

  /** The node let go of the session by itself. */
  ended(from: NodeId, { sessionId, error }: cluster.SessionEnded.$Shape): void {
    const session = this.byId(sessionId ?? "");
    if (session?.nodeId !== from) return;
    this.#forget(session);
    session.close(HoldfastError.fromMessage(error ?? {}));
  }

  /** The session's socket is gone. */
  disconnected(session: Session, clean: boolean): void {
    session.disconnect();
    if (clean) this.end(session, new HoldfastError("left"));
    else setTimeout(() => this.end(session, new HoldfastError("connection_closed")), departureGraceMs).unref();
  }

  /** Ends the session here and on its node. Idempotent. */
  end(session: Session, reason: HoldfastError): void {
    if (!this.#sessions.has(session.id)) return;
    this.#forget(session);
    session.log.info({ code: reason.code }, "session ended");
    const link = session.nodeId && this.#deps.nodes.byId(session.nodeId);
    // A node that cannot be told finds out by itself: it keeps nothing of a replica that is gone.
    if (link) void link.request("detach", { sessionIds: [session.id], reason: reason.code }).catch(() => {});
    session.close(reason);
  }

  endAll(reason: HoldfastError): void {
    for (const session of this.#sessions.values()) this.end(session, reason);
  }

  #forget(session: Session): void {
    this.#sessions.delete(session.id);
    this.#deps.rooms.leave(session);
  }
}
