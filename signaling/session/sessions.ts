// All sessions of this replica: made after their token is verified, ended once. Joins what the requests, the rooms and
// the nodes say about them.

import type { Logger } from "../../base/logger.ts";
import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import { ParticipantId, type NodeId, RoomName, SessionId } from "../../proto/ids.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import { type PathOffer, wire } from "../../proto/model.ts";
import { traceIdOf } from "../../proto/trace-context.ts";
import { causeName } from "../cause-names.ts";
import type { Nodes } from "../nodes/nodes.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { type Grants, grantsPublishing, permissionsOf } from "../grants.ts";
import type { RoomSettings } from "../room-settings.ts";
import { type ApiKeys, verifyToken } from "../tokens.ts";
import { iceServers, type TurnSettings } from "../turn.ts";
import { forward, type SessionRequestName, tellPath } from "./forwarding.ts";
import type { PathReport } from "./path-report.ts";
import { catchUp, resumeSession, type ResumeWish } from "./resume.ts";
import { type EventSink, Session, type SessionHost, type SessionPath } from "./session.ts";
import { relayedEvent } from "./relayed-event.ts";

export interface SessionsDeps {
  /** Those whose join tokens are good. */
  apiKeys: ApiKeys;
  maxSessions: number;
  /** How long a participant whose socket broke is kept for. */
  departureGraceMs: number;
  tokenClockToleranceMs: number;
  turn: TurnSettings;
  rooms: Rooms;
  nodes: Nodes;
  metrics: {
    joined(tookMs: number): void;
    joinFailed(code: ErrorCode): void;
    observeGap(cause: string, gapMs: number): void;
  };
  log: Logger;
  nowMs(): number;
  /** Unix time. */
  unixMs(): number;
  roomSettings(room: RoomName): Promise<RoomSettings>;
  /** What a client measured of a recovery. */
  onGap(session: Session, cause: wire.PathCause, gapMs: number): void;
  /** A client said whether media flows on its active path. */
  onWitness(session: Session): void;
}

export class Sessions {
  readonly #deps: SessionsDeps;
  readonly #sessions = new Map<SessionId, Session>();
  /** By the node that carries their call, or did so last. */
  readonly #carried = new Map<NodeId, Set<Session>>();
  readonly #host: SessionHost;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
    this.#host = {
      log: deps.log,
      iceServers: (id) => iceServers(deps.turn, id, deps.unixMs()),
      carried: (session, nodeId) => this.#carriedBy(session, nodeId),
    };
  }

  get size(): number {
    return this.#sessions.size;
  }

  byId(id: string): Session | undefined {
    return this.#sessions.get(id as SessionId);
  }

  /** Those whose call the node carries. */
  *on(nodeId: NodeId): Generator<Session> {
    for (const session of this.#carried.get(nodeId) ?? []) if (session.active?.nodeId === nodeId) yield session;
  }

  /** @throws HoldfastError token_* */
  async verify(token: string): Promise<Grants> {
    if (token === "") throw new HoldfastError("token_missing");
    const { apiKeys, tokenClockToleranceMs: clockToleranceMs, unixMs } = this.#deps;
    const { grants } = await verifyToken(token, apiKeys, unixMs(), { clockToleranceMs });
    return grants;
  }

  /** @throws HoldfastError limit_sessions */
  async create(id: SessionId, grants: Grants, request: wire.Join.$Shape, sink: EventSink): Promise<Session> {
    if (this.#sessions.size >= this.#deps.maxSessions) throw new HoldfastError("limit_sessions");
    const room = RoomName.parse(grants.room);
    const participantId = ParticipantId.parse(grants.identity);
    if (room === undefined || participantId === undefined) throw new HoldfastError("token_invalid");
    const settings = await this.#deps.roomSettings(room);
    const { traceparent } = request;
    const follows = SessionId.parse(request.resume?.sessionId ?? "");
    const hot = request.redundancy === wire.Redundancy.HOT || settings.redundancy === "hot";
    const session = new Session({
      id,
      room,
      participantId,
      permissions: permissionsOf(grants),
      hot,
      settings,
      sink,
      host: this.#host,
      attach: {
        sessionId: id,
        participant: {
          id: participantId,
          name: grants.name,
          metadata: grants.metadata,
          joinedAtMs: this.#deps.unixMs(),
        },
        hidden: grants.hidden,
        canPublish: grantsPublishing(grants),
        canSubscribe: grants.canSubscribe,
        autoSubscribe: request.autoSubscribe ?? false,
        // Copies: what the decoder gives is a part of a larger buffer.
        rtpCapabilities: Uint8Array.from(request.rtpCapabilities ?? []),
        fingerprints: [...(request.fingerprints ?? [])],
        ...(traceIdOf(traceparent) ? { traceparent } : {}),
        ...(follows && follows !== id ? { follows } : {}),
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
      this.#deps.metrics.joined(tookMs);
      session.log.info(
        { node: session.active?.nodeId, epoch: offer.path?.epoch, tookMs: Math.round(tookMs) },
        "participant joined",
      );
      return offer;
    } catch (thrown) {
      const error = HoldfastError.from(thrown);
      this.#deps.metrics.joinFailed(error.code);
      this.end(session, error);
      throw thrown;
    }
  }

  /**
   * Takes the session up where it was, whichever replica had it. Undefined when its path is gone: then it joins anew.
   * @throws HoldfastError forbidden when it is somebody else's, limit_sessions
   */
  async resume(
    wish: ResumeWish,
    grants: Grants,
    request: wire.Join.$Shape,
    sink: EventSink,
  ): Promise<{ session: Session; paths: wire.ResumedPath.$Shape[] } | undefined> {
    const before = this.#sessions.get(wish.sessionId);
    if (before && (before.room !== grants.room || before.participantId !== grants.identity))
      throw new HoldfastError("forbidden", "the session is somebody else's");
    const session = before ?? (await this.create(wish.sessionId, grants, request, sink));
    const abandon = (): void => {
      if (!before) this.#forget(session);
    };
    try {
      const resumed = await resumeSession(this.#deps.nodes, session, wish, grants);
      if (!resumed || session.state === "closed") {
        abandon();
        return undefined;
      }
      session.moveTo(sink, new HoldfastError("session_moved"));
      resumed.deliver();
      const { active } = session;
      if (active) this.#deps.rooms.adopt(session, active);
      session.log.info({ node: active?.nodeId, paths: resumed.paths.length, here: before !== undefined }, "resumed");
      return { session, paths: resumed.paths };
    } catch (error) {
      abandon();
      throw error;
    }
  }

  /** As `forward` of forwarding.ts. @throws HoldfastError path_unknown, node_unavailable */
  forward(
    session: Session,
    name: SessionRequestName,
    payload: { pathId?: string },
    signal: AbortSignal,
  ): Promise<object> {
    return forward(this.#deps.nodes, session, name, payload, signal);
  }

  pathFailed(session: Session): void {
    const { active } = session;
    session.log.warn({ node: active?.nodeId, path: active?.id }, "client reports its path as failed");
    void this.#deps.rooms.rebuildPath(session);
  }

  standbyFailed(session: Session, path: SessionPath): void {
    session.log.info({ node: path.nodeId, path: path.id }, "client reports its standby path as failed");
    this.#deps.rooms.standbyFailed(session, path.id);
  }

  pathPromoted(session: Session): void {
    this.#deps.rooms.promoted(session);
  }

  pathWitnessed(session: Session, state: PathReport["state"], silentMs: number): void {
    session.report = { state, silentMs, reportedAtMs: this.#deps.nowMs() };
    this.#deps.onWitness(session);
  }

  pathRecovered(session: Session, cause: wire.PathCause, gapMs: number): void {
    const name = causeName(cause);
    this.#deps.metrics.observeGap(name, gapMs);
    session.log.info({ cause: name, gapMs: Math.round(gapMs), node: session.active?.nodeId }, "media is back");
    this.#deps.onGap(session, cause, gapMs);
  }

  relay(from: NodeId, { targets, event: encoded }: cluster.SessionEvent.$Shape): void {
    if (!encoded) return;
    const event = relayedEvent(encoded);
    const { concern } = event;
    for (const target of targets ?? []) {
      const session = this.byId(target.sessionId ?? "");
      session?.relay(from, target, event);
      if (session && concern?.body === "participantUpdated") this.#renamed(session, from, concern.participantUpdated);
    }
  }

  /** The HTTP API gave the participant another name: what comes after its path, and what stands by, has it too. */
  #renamed(session: Session, from: NodeId, { participantId, name, metadata }: cluster.ParticipantUpdated.$Shape): void {
    if (participantId !== session.participantId) return;
    session.renamed({ name, metadata });
    for (const path of session.paths)
      if (path.nodeId !== from) tellPath(this.#deps.nodes, session, path, "updateSelf", { name, metadata });
  }

  /** The node could not be heard for a moment, and what it sent then is lost: it still has it. */
  async caughtUpWith(nodeId: NodeId): Promise<void> {
    for (const { session, gone } of await catchUp(this.#deps.nodes, nodeId, this.#sessions.values())) {
      for (const path of gone) {
        if (session.path(path.id) !== path) continue;
        if (path.role === "active") this.pathFailed(session);
        else session.closePath(path.id, "node_unavailable");
      }
    }
  }

  /** The node let go of the session's path by itself. */
  ended(from: NodeId, { sessionId, pathId, error }: cluster.SessionEnded.$Shape): void {
    const session = this.byId(sessionId ?? "");
    const path = pathId ? session?.path(pathId) : session?.active;
    if (!session || path?.nodeId !== from) return;
    const reason = HoldfastError.fromMessage(error ?? {});
    if (path.role !== "active") {
      if (reason.code === "session_moved") session.drop(path.id);
      else session.closePath(path.id, reason.code);
      return;
    }
    // Another replica that speaks for the session now does so for all its paths; else nobody will use the others.
    if (reason.code !== "session_moved") this.#detachOthers(session, path);
    this.#forget(session);
    session.close(reason);
  }

  #detachOthers(session: Session, ended: SessionPath): void {
    for (const { id, nodeId } of session.paths) {
      if (id === ended.id) continue;
      void this.#deps.nodes
        .byId(nodeId)
        ?.request("detach", { pathIds: [id], reason: "left" })
        .catch(() => {});
    }
  }

  /** The session's socket is gone. */
  disconnected(session: Session, sink: EventSink): void {
    if (!session.disconnect(sink)) return;
    session.departure = setTimeout(
      () => this.end(session, new HoldfastError("absent")),
      this.#deps.departureGraceMs,
    ).unref();
  }

  /** Ends the session here and on its nodes. Idempotent. */
  end(session: Session, reason: HoldfastError): void {
    if (this.#sessions.get(session.id) !== session) return;
    this.#forget(session);
    session.log.info({ code: reason.code }, "session ended");
    // A node that cannot be told finds out by itself: it keeps nothing of a replica that is gone.
    for (const nodeId of new Set(session.paths.map((path) => path.nodeId))) {
      const detach = { sessionIds: [session.id], reason: reason.code };
      void this.#deps.nodes
        .byId(nodeId)
        ?.request("detach", detach)
        .catch(() => {});
    }
    session.close(reason);
  }

  /** This replica goes; its clients take their sessions up on another one, so the nodes keep them. */
  releaseAll(reason: HoldfastError): void {
    for (const session of this.#sessions.values()) {
      this.#forget(session);
      session.close(reason);
    }
  }

  #carriedBy(session: Session, nodeId: NodeId): void {
    if (this.#sessions.get(session.id) !== session) return; // It has ended meanwhile.
    this.#uncarry(session);
    session.carrier = nodeId;
    const carried = this.#carried.get(nodeId);
    if (carried) carried.add(session);
    else this.#carried.set(nodeId, new Set([session]));
  }

  #uncarry(session: Session): void {
    const { carrier } = session;
    if (carrier === undefined) return;
    session.carrier = undefined;
    const carried = this.#carried.get(carrier);
    carried?.delete(session);
    if (carried?.size === 0) this.#carried.delete(carrier);
  }

  #forget(session: Session): void {
    this.#uncarry(session);
    if (this.#sessions.get(session.id) === session) this.#sessions.delete(session.id);
    this.#deps.rooms.leave(session);
  }
}
