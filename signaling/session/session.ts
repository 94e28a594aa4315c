// One participant's presence in a room, as its replica sees it: who it is, how to attach it to a node, which paths it
// has, and the socket that its events go to.

import { LogAbout, type Logger } from "../../base/logger.ts";
import type { Event } from "../../proto/codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId, ParticipantId, PathId, RoomName, SessionId } from "../../proto/ids.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import type { wire } from "../../proto/model.ts";
import { traceFields } from "../../proto/trace-context.ts";
import type { Permissions } from "../grants.ts";
import type { RoomSettings } from "../room-settings.ts";
import type { PathReport } from "./path-report.ts";
import type { RelayedEvent } from "./relayed-event.ts";
import { nextSessionState, type SessionState } from "./session-state.ts";

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

/**
 * active     carries the call
 * standby    ready on another node, paused
 * previous   the path before a migration, until everybody receives everything elsewhere
 */
export type PathRole = "active" | "standby" | "previous";

export interface SessionPath {
  readonly id: PathId;
  readonly nodeId: NodeId;
  epoch: number;
  role: PathRole;
  /** Of the newest event of the path that went to the client. */
  lastSeq: number;
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
  /** The node carries the session's call from now on. */
  carried(session: Session, nodeId: NodeId): void;
}

interface NodeEvent {
  pathId: PathId;
  seq: number;
  event: RelayedEvent;
}

interface Held {
  readonly events: NodeEvent[];
  /** Known paths as well: their missed events come first. */
  readonly whole: boolean;
}

/** Events that a node may send before its offer has reached the client, or while the session changes sockets. */
const maxHeldEvents = 256;

export class Session {
  readonly id: SessionId;
  readonly room: RoomName;
  readonly participantId: ParticipantId;
  readonly permissions: Permissions;
  readonly hot: boolean;
  readonly settings: RoomSettings;
  /** What the session's node needs to know of it, at every attach. */
  readonly attach: cluster.AttachSession.$Shape;
  /** What the client last said of its active path. */
  report: PathReport | undefined;
  /** Ends the session unless its client comes back first. */
  departure: NodeJS.Timeout | undefined;
  /** The node that carries its call, or did so last, as `sessions.ts` counts it. */
  carrier: NodeId | undefined;
  readonly #host: SessionHost;
  #sink: EventSink | undefined;
  #state: SessionState = "attaching";
  #paths: readonly SessionPath[] = [];
  /**
   * Nodes that an Attach or Adopt of this session is on the way to: what they send of paths not yet known waits here.
   * Undefined when there are none: almost always.
   */
  #held: Map<NodeId, Held> | undefined;

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
  }

  get state(): SessionState {
    return this.#state;
  }
  get connected(): boolean {
    return this.#sink !== undefined;
  }
  get paths(): readonly SessionPath[] {
    return this.#paths;
  }
  get active(): SessionPath | undefined {
    for (const path of this.#paths) if (path.role === "active") return path;
    return undefined;
  }
  get standby(): SessionPath | undefined {
    return this.#paths.find(({ role }) => role === "standby");
  }
  path(id: string): SessionPath | undefined {
    for (const path of this.#paths) if (path.id === id) return path;
    return undefined;
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
  expectFrom(nodeId: NodeId, whole = false): void {
    this.#held ??= new Map();
    this.#held.set(nodeId, { events: this.#held.get(nodeId)?.events ?? [], whole });
  }

  /** It came to nothing: what the node sent meanwhile is of no path that the client knows. */
  expectNothingFrom(nodeId: NodeId): void {
    this.#held?.delete(nodeId);
    if (this.#held?.size === 0) this.#held = undefined;
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
      this.#next("attached");
    } else if (this.standby) this.drop(this.standby.id);
    this.#paths = [...this.#paths, { id, nodeId, epoch, role: as, lastSeq: 0 }];
    if (as === "active") this.#host.carried(this, nodeId);
    this.#releaseNextTurn(nodeId);
  }

  /** The session comes from another socket, or another replica: these are its paths, and what its client has missed. */
  adopted(paths: readonly SessionPath[], missed: readonly NodeEvent[]): void {
    this.#paths = paths.map((path) => ({ ...path }));
    if (this.active) this.#host.carried(this, this.active.nodeId);
    this.#next("attached");
    setImmediate(() => {
      for (const event of missed) this.#sendOf(event);
      for (const { nodeId } of paths) this.#release(nodeId);
    });
  }

  /** What was missed while the node could not be heard, and after it what it has sent since. */
  caughtUp(nodeId: NodeId, missed: readonly NodeEvent[]): void {
    for (const event of missed) if (this.path(event.pathId)?.nodeId === nodeId) this.#sendOf(event);
    this.#release(nodeId);
  }

  /** More was missed than is kept: the client comes back on another socket, and takes the whole picture. */
  resync(nodeId: NodeId): void {
    this.expectNothingFrom(nodeId);
    this.#sink?.end(new HoldfastError("connection_closed"));
  }

  /** The standby carries the call from now on. */
  promote(path: SessionPath, event: cluster.PathPromoted.$Shape): void {
    for (const { id, role } of this.#paths) if (role !== "standby") this.drop(id);
    path.role = "active";
    path.epoch = event.epoch ?? path.epoch;
    this.#host.carried(this, path.nodeId);
    this.report = undefined;
    this.#next("attached");
    this.send({ body: "pathPromoted", pathPromoted: { ...event, pathId: path.id } });
  }

  /** Nothing of this path concerns the client any more. */
  drop(pathId: string): void {
    this.#paths = this.#paths.filter(({ id }) => id !== pathId);
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
    this.#next("pathLost");
    this.send({ body: "recovering", recovering: event });
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

  /** What the client will send on its next path; nothing when it says so without tracks. */
  prepare(prepared: wire.Prepare.$Shape): void {
    this.attach.prepared = prepared.tracks?.length ? prepared : undefined;
  }

  /** An event of the node; dropped when it is of no path that the client has. */
  relay(from: NodeId, { pathId, seq }: cluster.EventTarget.$Shape, event: RelayedEvent): void {
    const held = this.#held?.get(from);
    const told: NodeEvent = { pathId: (pathId ?? "") as PathId, seq: seq ?? 0, event };
    const path = this.path(told.pathId);
    if (path?.nodeId === from && !held?.whole) this.#sendOn(path, told);
    else if (held && held.events.length < maxHeldEvents) held.events.push(told);
  }

  /** An event of the replica's own. */
  send(event: EventBody): void {
    if (this.#state === "closed") return;
    this.#sink?.sendEvent({ ...event, seq: 0, pathId: "" } as Event);
  }

  /** The socket is gone; the session waits for its end, or for its client on another one. False when it has one already. */
  disconnect(sink: EventSink): boolean {
    if (this.#sink !== sink) return false;
    this.#sink = undefined;
    return true;
  }

  /** From now on the client is here. The socket before, if it still lives, is no longer the session's. */
  moveTo(sink: EventSink, error: HoldfastError): void {
    const before = this.#sink;
    this.#sink = sink;
    clearTimeout(this.departure);
    if (before && before !== sink) before.end(error);
  }

  /** Ends the session towards its client. Idempotent. Before it has joined, the join's own reply tells why. */
  close(error: HoldfastError): void {
    if (this.#state === "closed") return;
    if (this.#state === "attaching") this.#sink = undefined;
    this.send({ body: "sessionClosed", sessionClosed: { error: error.toMessage() } });
    this.#next("closed");
    clearTimeout(this.departure);
    this.#sink?.end(error);
    this.#sink = undefined;
  }

  #sendOf(told: NodeEvent): void {
    const path = this.path(told.pathId);
    if (path) this.#sendOn(path, told);
  }

  #sendOn(path: SessionPath, { seq, event }: NodeEvent): void {
    if (this.#state === "closed" || seq <= path.lastSeq) return;
    path.lastSeq = seq;
    this.#sink?.relayEvent(path.id, seq, event);
    const { concern } = event;
    if (concern?.body === "pathClosed") this.drop(concern.pathClosed.pathId ?? "");
  }

  #releaseNextTurn(nodeId: NodeId): void {
    setImmediate(() => this.#release(nodeId));
  }

  #release(nodeId: NodeId): void {
    const events = this.#held?.get(nodeId)?.events ?? [];
    this.expectNothingFrom(nodeId);
    for (const event of events) if (this.path(event.pathId)?.nodeId === nodeId) this.#sendOf(event);
  }

  #next(event: "attached" | "pathLost" | "closed"): void {
    this.#state = nextSessionState(this.#state, event);
  }
}
