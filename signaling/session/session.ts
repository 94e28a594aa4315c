// One participant's presence in a room, as its replica sees it: who it is, how to attach it to a node, which paths it
// has, and the socket that its events go to.

import { LogAbout, type Logger } from "../../base/logger.ts";
import type { Event } from "../../proto/codec.ts";
import { fullBucket, untilTokenMs } from "../../base/token-bucket.ts";
import { type ErrorCode, HoldfastError } from "../../proto/errors.ts";
import type { NodeId, ParticipantId, PathId, RoomName, SessionId } from "../../proto/ids.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import { newerMute } from "../../proto/mute.ts";
import type { wire } from "../../proto/model.ts";
import { traceFields } from "../../proto/trace-context.ts";
import type { Permissions } from "../grants.ts";
import type { RoomSettings } from "../room-settings.ts";
import type { PathReport } from "./path-report.ts";
import type { RelayedEvent } from "./relayed-event.ts";
import { type LifeEvent, type LifeState, newLife, nextLife } from "./lifecycle.ts";
import { type PathEvent, PathSet, type SessionPath } from "./path-set.ts";

export type EventBody = Omit<Event, "seq" | "pathId">;

/** Where a session's events go: its client's socket. */
export interface EventSink {
  /** An event of the replica's own. */
  sendEvent(event: Event): void;
  /** An event of a node, as the one with this number on the path. */
  relayEvent(pathId: PathId, seq: number, event: RelayedEvent): void;
  /** The session is over, or goes on elsewhere; ends the socket with the error's close code. */
  end(error: HoldfastError): void;
}

export interface SessionOptions {
  id: SessionId;
  room: RoomName;
  participantId: ParticipantId;
  permissions: Permissions;
  /** Whether it is to have a standby path. */
  hot: boolean;
  /** What was set for its room when it joined. */
  settings: RoomSettings;
  attach: cluster.AttachSession.$Shape;
  sink: EventSink;
  host: SessionHost;
}

/** What all sessions of a replica have in common. */
export interface SessionHost {
  log: Logger;
  /** STUN and TURN servers for the session's next path. */
  iceServers(id: SessionId): wire.IceServer.$Shape[];
  nowMs(): number;
  /** How long a client that is away is waited for. */
  patienceMs: number;
  /** The node carries the session's call from now on. */
  carried(session: Session, nodeId: NodeId): void;
  /** Events of the path are missing; `caughtUp` or `resync` is to follow. */
  missing(session: Session, path: SessionPath): void;
  /** The node ended the path before the client knew of it. */
  endedEarly(session: Session, from: NodeId, pathId: PathId, reason: HoldfastError): void;
  /** The session is over, whoever ended it. Its nodes are to be told. */
  closed(session: Session, reason: HoldfastError): void;
}

/** A rebuild that came to nothing, because its client was away for one, may be asked for again after so long. */
const rebuildMs = 5_000;
/** Of one participant's failed paths. */
const rebuildRate = { perSecond: 0.5, burst: 8 };

/** Those heard of first are forgotten first. */
const maxKnownMutes = 63;

export class Session {
  readonly id: SessionId;
  readonly room: RoomName;
  readonly participantId: ParticipantId;
  /** Those of the newest token. */
  permissions: Permissions;
  readonly hot: boolean;
  readonly settings: RoomSettings;
  /** What the session's node needs to know of it, at every attach. */
  readonly attach: cluster.AttachSession.$Shape;
  /** What the client last said of its active path. */
  report: PathReport | undefined;
  /** The node that carries its call, or did so last, as `sessions.ts` counts it. */
  carrier: NodeId | undefined;
  readonly #host: SessionHost;
  readonly #paths: PathSet;
  #rebuilds = fullBucket;
  /** The last path that a rebuild was booked for, and when. */
  #rebuilding: { pathId: PathId; sinceMs: number } | undefined;
  #mayHaveGap = false;
  #gapsToldAtMs: number;
  #sink: EventSink | undefined;
  #life = newLife;
  #awayTimer: NodeJS.Timeout | undefined;
  /** Paths that nodes ended before their offer was here. */
  #endedEarly: Map<PathId, HoldfastError> | undefined;

  constructor(options: SessionOptions) {
    this.id = options.id;
    this.room = options.room;
    this.participantId = options.participantId;
    this.permissions = options.permissions;
    this.hot = options.hot;
    this.settings = options.settings;
    this.attach = options.attach;
    this.#sink = options.sink;
    this.#host = options.host;
    this.#gapsToldAtMs = options.host.nowMs();
    this.#paths = new PathSet({
      deliver: (path, told) => this.#deliver(path, told),
      missing: (path) => this.#host.missing(this, path),
    });
  }

  get state(): LifeState {
    return this.#life.state;
  }
  /** Why it ended. */
  get endedBecause(): ErrorCode | undefined {
    return this.#life.why;
  }
  get connected(): boolean {
    return this.#sink !== undefined;
  }
  get paths(): readonly SessionPath[] {
    return this.#paths.all;
  }
  get active(): SessionPath | undefined {
    for (const path of this.#paths) if (path.role === "active") return path;
    return undefined;
  }
  get standby(): SessionPath | undefined {
    for (const path of this.#paths) if (path.role === "standby") return path;
    return undefined;
  }
  path(id: string): SessionPath | undefined {
    return this.#paths.get(id);
  }
  get log(): LogAbout {
    const { room, participantId, id, attach } = this;
    const trace = traceFields(attach.traceparent);
    return new LogAbout(this.#host.log, { room, participant: participantId, session: id, ...trace });
  }

  iceServers(): wire.IceServer.$Shape[] {
    return this.#host.iceServers(this.id);
  }

  /** An Attach or Adopt of this session is about to be sent to the node. */
  expectFrom(nodeId: NodeId): void {
    this.#paths.expectFrom(nodeId);
  }

  /** It came to nothing: what the node sent meanwhile is of no path that the client knows. */
  expectNothingFrom(nodeId: NodeId): void {
    this.#paths.expectNothingFrom(nodeId);
    if (!this.#paths.expects(nodeId)) this.#endedEarly = undefined;
  }

  /** The path is offered in this turn; what the node has sent of it follows in the next. */
  attached(
    { id, nodeId, epoch }: Omit<SessionPath, "role" | "lastSeq">,
    as: "active" | "standby",
    keepPrevious = false,
  ): void {
    if (as === "active") {
      const before = this.active;
      if (before && keepPrevious) before.role = "previous";
      else if (before) this.drop(before.id);
      this.report = undefined;
      this.#next({ type: "attached" });
    } else if (this.standby) this.drop(this.standby.id);
    this.#paths.add({ id, nodeId, epoch, role: as, lastSeq: 0 });
    if (as === "active") this.#host.carried(this, nodeId);
    const ended = this.#endedEarly?.get(id);
    setImmediate(() => {
      this.#paths.release(nodeId);
      this.expectNothingFrom(nodeId);
      if (ended) this.#host.endedEarly(this, nodeId, id, ended);
    });
  }

  /** The client is about to come back on another socket: what the node sends waits for that. */
  pause(nodeId: NodeId): void {
    this.#paths.pause(nodeId);
  }

  /** It did not: what waits goes on. */
  unpause(nodeId: NodeId): void {
    this.#paths.release(nodeId);
  }

  /** The session comes from another socket, or another replica: these are its paths, and what its client has missed. */
  adopted(paths: readonly SessionPath[], missed: readonly PathEvent[]): void {
    this.#paths.replaceAll(paths);
    if (this.active) this.#host.carried(this, this.active.nodeId);
    this.#next({ type: "attached" });
    setImmediate(() => {
      for (const nodeId of new Set(paths.map((path) => path.nodeId))) {
        this.#paths.release(nodeId, missed);
        this.expectNothingFrom(nodeId);
      }
    });
  }

  /** What was missed on the path while its node could not be heard. */
  caughtUp(pathId: string, missed: readonly PathEvent[]): void {
    this.#paths.caughtUp(pathId, missed);
  }

  /** More was missed than is kept: the client comes back on another socket, and takes the whole picture. */
  resync(): void {
    this.#sink?.end(new HoldfastError("connection_closed"));
  }

  /** The standby carries the call from now on. */
  promote(path: SessionPath, event: cluster.PathPromoted.$Shape): void {
    for (const { id, role } of this.#paths) if (role !== "standby") this.drop(id);
    path.role = "active";
    path.epoch = event.epoch ?? path.epoch;
    this.#host.carried(this, path.nodeId);
    this.report = undefined;
    this.#next({ type: "attached" });
    this.send({ body: "pathPromoted", pathPromoted: { ...event, pathId: path.id } });
  }

  /** Nothing of this path concerns the client any more. */
  drop(pathId: string): void {
    this.#paths.drop(pathId);
  }

  /** Drops the path and tells the client to close it. */
  closePath(pathId: PathId, reason: string): void {
    this.drop(pathId);
    this.send({ body: "pathClosed", pathClosed: { pathId, reason } });
  }

  /** The active path is gone, or as good as gone. */
  pathLost(event: cluster.Recovering.$Shape): void {
    const { active } = this;
    if (active) this.drop(active.id);
    this.#next({ type: "pathLost" });
    this.send({ body: "recovering", recovering: event });
  }

  /** The node ended the path, whose offer may be on its way. */
  pathEnded(from: NodeId, pathId: PathId, reason: HoldfastError): void {
    if (this.#paths.expects(from)) (this.#endedEarly ??= new Map()).set(pathId, reason);
  }

  /** When its failed path may be built anew; undefined when that is under way. */
  bookRebuild(nowMs: number): number | undefined {
    const { active } = this;
    const underWay = this.#rebuilding?.pathId === active?.id && nowMs - (this.#rebuilding?.sinceMs ?? 0) < rebuildMs;
    if (active && underWay) return undefined;
    this.#rebuilding = active && { pathId: active.id, sinceMs: nowMs };
    const waitMs = untilTokenMs(this.#rebuilds, nowMs, rebuildRate);
    this.#rebuilds = Math.max(this.#rebuilds, nowMs) + 1_000 / rebuildRate.perSecond;
    return waitMs;
  }

  /** Whether the gap that the client says it has had can be: one for each change of paths, no longer than there was time. */
  takeGap(gapMs: number, nowMs: number): boolean {
    const can = this.#mayHaveGap && gapMs <= nowMs - this.#gapsToldAtMs;
    if (can) [this.#mayHaveGap, this.#gapsToldAtMs] = [false, nowMs];
    return can;
  }

  /** It has another name or metadata since: so it is attached from now on, on whatever node. */
  renamed({ name, metadata, joinedAtMs }: cluster.Participant.$Shape): void {
    const { participant } = this.attach;
    this.attach.participant = {
      ...participant,
      name: name ?? "",
      metadata: metadata ?? "",
      joinedAtMs: joinedAtMs || participant?.joinedAtMs || 0,
    };
  }

  /** What is set for a track of its, by itself or by a moderator. */
  muted({ trackId, muted = false, revision = 0 }: wire.SetMuted.$Shape): void {
    const known = this.attach.mutes ?? [];
    const before = known.find((mute) => mute.trackId === trackId);
    const { muted: held = false, revision: heldRevision = 0 } = before ?? {};
    const mute = newerMute({ muted, revision }, { muted: held, revision: heldRevision });
    const others = known.filter((one) => one !== before).slice(-maxKnownMutes);
    this.attach.mutes = [...others, { trackId, ...mute }];
  }

  /** What the client will send on its next path; nothing when it says so without tracks. */
  prepare(prepared: wire.Prepare.$Shape): void {
    this.attach.prepared = prepared.tracks?.length ? prepared : undefined;
  }

  /** An event of the node; dropped when it is of no path that the client has. */
  relay(from: NodeId, { pathId, seq }: cluster.EventTarget.$Shape, event: RelayedEvent): void {
    this.#paths.receive(from, { pathId: (pathId ?? "") as PathId, seq: seq ?? 0, event });
  }

  /** An event of the replica's own. */
  send(event: EventBody): void {
    if (this.state === "closed") return;
    this.#sink?.sendEvent({ ...event, seq: 0, pathId: "" } as Event);
  }

  /** The socket is gone: the client is waited for. */
  disconnect(sink: EventSink): void {
    if (this.#sink !== sink) return;
    const { nowMs, patienceMs } = this.#host;
    this.#sink = undefined;
    this.#next({ type: "away", atMs: nowMs() });
    clearTimeout(this.#awayTimer);
    this.#awayTimer = setTimeout(() => {
      const { why } = nextLife(this.#life, { type: "waited", atMs: nowMs(), patienceMs });
      if (why !== undefined) this.close(new HoldfastError(why));
    }, patienceMs + 1).unref();
  }

  /** From now on the client is here. The socket before, if it still lives, is no longer the session's. */
  moveTo(sink: EventSink, error: HoldfastError): void {
    const before = this.#sink;
    this.#sink = sink;
    clearTimeout(this.#awayTimer);
    this.#next({ type: "back" });
    if (before && before !== sink) before.end(error);
  }

  /**
   * Ends the session, for its client and for all that knows of it. Idempotent. Before it has joined, the join's own reply
   * tells why.
   */
  close(error: HoldfastError): void {
    if (this.state === "closed") return;
    if (this.state === "attaching") this.#sink = undefined;
    this.send({ body: "sessionClosed", sessionClosed: { error: error.toMessage() } });
    this.#next({ type: "ended", why: error.code });
    clearTimeout(this.#awayTimer);
    this.#sink?.end(error);
    this.#sink = undefined;
    this.#host.closed(this, error);
  }

  #deliver(path: SessionPath, { seq, event }: PathEvent): void {
    if (this.state === "closed") return;
    this.#sink?.relayEvent(path.id, seq, event);
    const { concern } = event;
    if (concern?.body === "pathClosed") this.drop(concern.pathClosed.pathId ?? "");
  }

  #next(event: LifeEvent): void {
    // From now on there may be a gap to tell of: the first path alone is none.
    if (this.state !== "attaching" && event.type !== "ended") this.#mayHaveGap = true;
    this.#life = nextLife(this.#life, event);
  }
}
