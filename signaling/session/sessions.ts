// All sessions of this replica: made after their token is verified, ended once. Joins what the requests, the rooms and
// the nodes say about them.

import { KeyedQueue } from "../../base/keyed-queue.ts";
import type { Logger } from "../../base/logger.ts";
import { isEnd, RememberedEnds } from "../../proto/remembered-ends.ts";
import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import { ParticipantId, type NodeId, type PathId, RoomName, SessionId } from "../../proto/ids.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import { type PathOffer, wire } from "../../proto/model.ts";
import type { PathMedia } from "../../proto/path-media.ts";
import { traceIdOf } from "../../proto/trace-context.ts";
import { causeName } from "../cause-names.ts";
import type { Nodes } from "../nodes/nodes.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { type Grants, grantsPublishing, mediaGrantsOf, permissionsOf } from "../grants.ts";
import type { RoomSettings } from "../room-settings.ts";
import { type ApiKeys, verifyToken } from "../tokens.ts";
import { iceServers, type TurnSettings } from "../turn.ts";
import { forward, type SessionRequestName, tellPath } from "./forwarding.ts";
import { noteReport } from "./path-report.ts";
import { CatchUp } from "./catch-up.ts";
import type { SessionPath } from "./path-set.ts";
import { resumeSession, type ResumeWish } from "./resume.ts";
import { type EventSink, Session, type SessionHost } from "./session.ts";
import { isSeat, seatProof } from "./seat.ts";
import { relayedEvent } from "./relayed-event.ts";

export interface SessionsDeps {
  /** Those whose join tokens are good. */
  apiKeys: ApiKeys;
  maxSessions: number;
  /** How long a participant whose socket broke is kept for. */
  departureGraceMs: number;
  tokenClockToleranceMs: number;
  clusterSecret: string;
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
  random: () => number;
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
  /** Why those that are over ended, for clients that come back. */
  readonly #ended: RememberedEnds;
  readonly #resuming = new KeyedQueue<SessionId>();
  readonly #catchUp: CatchUp;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
    this.#host = {
      log: deps.log,
      iceServers: (id) => iceServers(deps.turn, id, deps.unixMs()),
      nowMs: () => deps.nowMs(),
      patienceMs: deps.departureGraceMs,
      carried: (session, nodeId) => this.#carriedBy(session, nodeId),
      missing: (session, path) => this.#catchUp.path(session, path),
      endedEarly: (_session, from, pathId, reason) => this.#pathEnded(_session, from, pathId, reason),
      closed: (session, reason) => this.#closed(session, reason),
    };
    this.#ended = new RememberedEnds(() => deps.nowMs());
    this.#catchUp = new CatchUp({
      nodes: deps.nodes,
      random: deps.random,
      log: deps.log,
      onGone: (session, path, reason) => this.#gone(session, path, reason),
    });
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
    this.#checkPlace();
    const room = RoomName.parse(grants.room);
    const participantId = ParticipantId.parse(grants.identity);
    if (room === undefined || participantId === undefined) throw new HoldfastError("token_invalid");
    const settings = await this.#deps.roomSettings(room);
    this.#checkPlace(); // Others may have come meanwhile.
    const { traceparent } = request;
    const follows = SessionId.parse(request.resume?.sessionId ?? "");
    const before = follows && this.#sessions.get(follows);
    const seat = { room, participantId, sessionId: follows ?? "", joinedAtMs: request.resume?.joinedAtMs ?? 0 };
    const returning = isSeat(this.#deps.clusterSecret, seat, request.resume?.seat ?? new Uint8Array());
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
          joinedAtMs: returning ? seat.joinedAtMs : this.#deps.unixMs(),
        },
        returning,
        hidden: grants.hidden,
        canPublish: grantsPublishing(grants),
        mediaGrants: mediaGrantsOf(grants),
        canSubscribe: grants.canSubscribe,
        autoSubscribe: request.autoSubscribe ?? false,
        // Copies: what the decoder gives is a part of a larger buffer.
        rtpCapabilities: Uint8Array.from(request.rtpCapabilities ?? []),
        fingerprints: [...(request.fingerprints ?? [])],
        ...(traceIdOf(traceparent) ? { traceparent } : {}),
        ...(follows && follows !== id ? { follows } : {}),
        // Its client may not have heard of what was set for its tracks while it was away.
        ...(before?.room === room && before.participantId === participantId
          ? { mutes: before.attach.mutes ?? [] }
          : {}),
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
      session.close(error);
      throw thrown;
    }
  }

  /**
   * Takes the session up where it was, whichever replica had it. Undefined when its path is gone, or was made for other
   * grants: then it joins anew. Of two clients that ask for one session at once, the later one has it.
   * @throws HoldfastError why it ended, forbidden when it is somebody else's, limit_sessions
   */
  resume(
    wish: ResumeWish,
    grants: Grants,
    request: wire.Join.$Shape,
    sink: EventSink,
  ): Promise<{ session: Session; paths: wire.ResumedPath.$Shape[] } | undefined> {
    return this.#resuming.run(wish.sessionId, () => this.#resume(wish, grants, request, sink));
  }

  async #resume(
    wish: ResumeWish,
    grants: Grants,
    request: wire.Join.$Shape,
    sink: EventSink,
  ): Promise<{ session: Session; paths: wire.ResumedPath.$Shape[] } | undefined> {
    const why = this.#ended.why(wish.sessionId);
    if (why !== undefined) throw new HoldfastError(why);
    const before = this.#sessions.get(wish.sessionId);
    if (before && (before.room !== grants.room || before.participantId !== grants.identity))
      throw new HoldfastError("forbidden", "the session is somebody else's");
    if (before && before.attach.mediaGrants !== mediaGrantsOf(grants)) return undefined;
    const session = before ?? (await this.create(wish.sessionId, grants, request, sink));
    try {
      const resumed = await resumeSession(this.#deps.nodes, session, wish);
      const { endedBecause } = session;
      if (endedBecause !== undefined) throw new HoldfastError(endedBecause); // meanwhile
      if (!resumed) {
        if (!before) this.#forget(session);
        return undefined;
      }
      session.permissions = permissionsOf(grants);
      session.moveTo(sink, new HoldfastError("session_moved"));
      resumed.deliver();
      const { active } = session;
      if (active) this.#deps.rooms.adopt(session, { nodeId: active.nodeId, epoch: active.epoch });
      session.log.info({ node: active?.nodeId, paths: resumed.paths.length, here: before !== undefined }, "resumed");
      return { session, paths: resumed.paths };
    } catch (thrown) {
      const error = HoldfastError.from(thrown);
      this.#ended.remember(session.id, error.code);
      if (isEnd(error.code)) session.close(error);
      else if (!before) this.#forget(session);
      throw thrown;
    }
  }

  /** What the client shows when it comes back and nobody knows it any more. */
  seatOf({ room, participantId, id: sessionId, attach }: Session): Uint8Array {
    const joinedAtMs = attach.participant?.joinedAtMs ?? 0;
    return seatProof(this.#deps.clusterSecret, { room, participantId, sessionId, joinedAtMs });
  }

  /** The client that had this session has another one now, and did not go on with it. */
  superseded(id: SessionId): void {
    this.#sessions.get(id)?.close(new HoldfastError("session_moved"));
  }

  #checkPlace(): void {
    if (this.#sessions.size >= this.#deps.maxSessions) throw new HoldfastError("limit_sessions");
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

  /** One rebuild for each path that fails, at a bounded rate: a client that cannot connect at all is not helped by more. */
  pathFailed(session: Session): void {
    const { active } = session;
    const waitMs = session.bookRebuild(this.#deps.nowMs());
    if (waitMs === undefined) return;
    session.log.warn({ node: active?.nodeId, path: active?.id, waitMs: Math.round(waitMs) }, "the path failed");
    if (waitMs === 0) void this.#deps.rooms.rebuildPath(session);
    else
      setTimeout(() => {
        if (session.active === active) void this.#deps.rooms.rebuildPath(session);
      }, waitMs).unref();
  }

  standbyFailed(session: Session, path: SessionPath): void {
    session.log.info({ node: path.nodeId, path: path.id }, "client reports its standby path as failed");
    this.#deps.rooms.standbyFailed(session, path.id);
  }

  pathPromoted(session: Session): void {
    this.#deps.rooms.promoted(session);
  }

  pathHeard(session: Session, media: PathMedia): void {
    session.report = noteReport(session.report, media, this.#deps.nowMs());
    this.#deps.onWitness(session);
  }

  pathRecovered(session: Session, cause: wire.PathCause, gapMs: number): void {
    if (!session.takeGap(gapMs, this.#deps.nowMs())) return;
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
      if (session && concern?.body === "trackMuted") this.#muted(session, from, concern.trackMuted);
    }
  }

  /** The HTTP API gave the participant another name: what comes after its path, and what stands by, has it too. */
  #renamed(session: Session, from: NodeId, { participantId, name, metadata }: cluster.ParticipantUpdated.$Shape): void {
    if (participantId !== session.participantId) return;
    session.renamed({ name, metadata });
    for (const path of session.paths)
      if (path.nodeId !== from) tellPath(this.#deps.nodes, session, path, "updateSelf", { name, metadata });
  }

  /** A moderator muted the participant, who may not hear of it now: its next path's node will know, and its others do. */
  #muted(session: Session, from: NodeId, { participantId, trackId, muted, revision }: cluster.TrackMuted.$Shape): void {
    if (participantId !== session.participantId) return;
    session.muted({ trackId, muted, revision });
    for (const path of session.paths)
      if (path.nodeId !== from) tellPath(this.#deps.nodes, session, path, "setMuted", { trackId, muted, revision });
  }

  /** The node could not be heard for a moment, and what it sent then is lost: it still has it. */
  caughtUpWith(nodeId: NodeId): void {
    this.#catchUp.node(nodeId, this.#sessions.values());
  }

  /** The node let go of the session's path by itself. */
  ended(from: NodeId, { sessionId, pathId, error }: cluster.SessionEnded.$Shape): void {
    const reason = HoldfastError.fromMessage(error ?? {});
    const session = this.byId(sessionId ?? "");
    if (session) this.#pathEnded(session, from, (pathId ?? "") as PathId, reason);
  }

  #pathEnded(session: Session, from: NodeId, pathId: PathId, reason: HoldfastError): void {
    const path = session.path(pathId);
    if (path?.nodeId === from) this.#gone(session, path, reason);
    else if (!path) session.pathEnded(from, pathId, reason);
  }

  /** The path is no longer there: the session is over, or goes on elsewhere, or needs another path. */
  #gone(session: Session, path: SessionPath, reason: HoldfastError): void {
    const { code } = reason;
    const ofParticipant = code === "removed" || code === "room_closed";
    if (ofParticipant || (path.role === "active" && (isEnd(code) || code === "session_moved"))) session.close(reason);
    else if (path.role === "active") this.pathFailed(session);
    else if (code === "session_moved") session.drop(path.id);
    else session.closePath(path.id, code);
  }

  /** The session's socket is gone. */
  disconnected(session: Session, sink: EventSink): void {
    session.disconnect(sink);
  }

  /** This replica goes; its clients take their sessions up on another one, so the nodes keep them. */
  releaseAll(): void {
    for (const session of this.#sessions.values()) session.close(new HoldfastError("shutting_down"));
  }

  /** The one place where a session is taken out, whoever ended it. */
  #closed(session: Session, reason: HoldfastError): void {
    const { code } = reason;
    const here = this.#sessions.get(session.id) === session;
    this.#forget(session);
    if (!here) return;
    this.#ended.remember(session.id, code);
    session.log.info({ code }, "session ended");
    if (code === "session_moved" || code === "shutting_down") return; // It goes on elsewhere.
    // A node that cannot be told finds out by itself: it keeps nothing of a replica that is gone.
    const detach = { sessionIds: [session.id], reason: code };
    for (const nodeId of new Set(session.paths.map((path) => path.nodeId))) {
      void this.#deps.nodes
        .byId(nodeId)
        ?.request("detach", detach)
        .catch(() => {});
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
