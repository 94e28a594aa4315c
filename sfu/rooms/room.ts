import type { types } from "mediasoup";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { ErrorCode } from "../../proto/errors.ts";
import type { ParticipantId, RoomName } from "../../proto/ids.ts";
import type { Participant } from "../../proto/model.ts";
import { mediaCodecs } from "../media-codecs.ts";
import { workerRequest } from "../media-errors.ts";
import { type Event, joinCause, type RoomEpoch } from "../messages.ts";
import type { MediaWorker } from "../workers/media-worker.ts";
import { announce, type Listener, type NodeEventSink } from "./announcer.ts";
import type { Member } from "./member.ts";
import { describeMember } from "./member.ts";
import type { PublishedTrack } from "./published-track.ts";
import type { PeerPath } from "./peer-path.ts";
import { attachedBy, openedBy, type SettleState } from "./settle-window.ts";
import { Gathering } from "./gathering.ts";
import { createLevelObserver, watchSpeakers } from "./speakers.ts";

export interface RoomOptions {
  name: RoomName;
  epoch: number;
  cause: number;
  /** Opened to stand by for the room elsewhere. */
  standby: boolean;
  worker: MediaWorker;
  clock: Clock;
  sink: NodeEventSink;
  log: Logger;
  /** Nobody has been here for emptyRoomMs. */
  onEmpty(room: Room): void;
}

/** What is said about a path itself, not about who is in the room. */
const pathEvents: ReadonlySet<Event["body"]> = new Set([
  "consumersAdded",
  "consumersRemoved",
  "receiversReady",
  "pathClosed",
]);

/** As long as clients try to come back. */
const comesBackMs = 120_000;
/** Long enough for a page to be reloaded without the room being placed anew. */
const emptyRoomMs = 5_000;

/**
 * One room at one epoch, on one worker: its router, and who is in it. What members do to each other is in the files
 * beside this one (attach, publish, subscribe, leave).
 *
 *   standby --promote()--> active --leave()--> leaving --> closed
 *      `---------------------`--------------------------------^
 *
 * A standby room forwards nothing and tells nobody who is in it. A leaving one goes on as before, for those who are
 * not elsewhere yet.
 */
export class Room {
  readonly name: RoomName;
  readonly worker: MediaWorker;
  readonly router: types.Router;
  readonly levels: types.AudioLevelObserver;
  readonly clock: Clock;
  readonly members = new Map<ParticipantId, Member>();
  readonly #paths = new Set<PeerPath>();
  /** How many of the paths are a participant's; hidden ones take no seat. */
  readonly #seats = new Map<ParticipantId, number>();
  /** What is told to receivers together. */
  readonly gathering = new Gathering(this);
  readonly #options: RoomOptions;
  #log: Logger;
  #epoch: number;
  #standby: boolean;
  #leaving = false;
  #settle: SettleState;
  #settleTimer: NodeJS.Timeout | undefined;
  /** When it was opened, if that was after a failure. */
  #reopenedAtMs: number | undefined;
  #emptyTimer: NodeJS.Timeout | undefined;
  #closed: ErrorCode | undefined;

  private constructor(options: RoomOptions, router: types.Router, levels: types.AudioLevelObserver) {
    this.#options = options;
    this.name = options.name;
    this.#epoch = options.epoch;
    this.#standby = options.standby;
    this.worker = options.worker;
    this.clock = options.clock;
    this.#log = this.#childLog();
    this.router = router;
    this.levels = levels;
    // Nobody waits for others in a standby room: what is in it counts from its promotion on.
    this.#settle = openedBy(options.standby ? joinCause : options.cause, this.clock.nowMs());
    if (!this.settled) this.#reopenedAtMs = this.clock.nowMs();
    this.#armSettleTimer();
    this.touch();
  }

  /** @throws HoldfastError node_unavailable */
  static async create(options: RoomOptions): Promise<Room> {
    const router = await workerRequest(options.worker.createRouter(mediaCodecs));
    const levels = await workerRequest(createLevelObserver(router));
    const room = new Room(options, router, levels);
    watchSpeakers(levels, (speakers) =>
      room.announce(room.others(), { body: "speakersChanged", speakersChanged: { speakers } }),
    );
    return room;
  }

  get epoch(): number {
    return this.#epoch;
  }
  get log(): Logger {
    return this.#log;
  }
  get standby(): boolean {
    return this.#standby;
  }
  get leaving(): boolean {
    return this.#leaving;
  }
  get closedBecause(): ErrorCode | undefined {
    return this.#closed;
  }
  get settled(): boolean {
    return this.#settle.settlesAtMs === undefined;
  }

  /** Those being built, and those attached. */
  get paths(): ReadonlySet<PeerPath> {
    return this.#paths;
  }
  addPath(path: PeerPath): void {
    this.#paths.add(path);
    if (!path.options.hidden) this.#seats.set(path.participantId, (this.#seats.get(path.participantId) ?? 0) + 1);
    this.touch();
  }
  removePath(path: PeerPath): void {
    if (!this.#paths.delete(path)) return;
    this.touch();
    if (path.options.hidden) return;
    const others = (this.#seats.get(path.participantId) ?? 0) - 1;
    if (others > 0) this.#seats.set(path.participantId, others);
    else this.#seats.delete(path.participantId);
  }
  /** Participants that are here or about to be: a place is taken before anything is awaited. */
  get seats(): number {
    return this.#seats.size;
  }
  hasSeat(participantId: ParticipantId): boolean {
    return this.#seats.has(participantId);
  }

  /** Attached paths other than the given one; those that have gone to a newer path do not count. */
  *others(than?: PeerPath): Iterable<PeerPath> {
    for (const path of this.paths) {
      if (path.attached && !path.released && path !== than) yield path;
    }
  }

  *tracks(): Iterable<PublishedTrack> {
    for (const member of this.members.values()) yield* member.tracks.values();
  }

  /** Everybody that others may see, but for one. */
  participants(except?: ParticipantId): Participant[] {
    return [...this.members.values()].filter((m) => !m.hidden && m.id !== except).map(describeMember);
  }

  describe(): RoomEpoch {
    const { name: room, epoch, standby, leaving } = this;
    return { room, epoch, sessions: this.members.size, standby, leaving, participants: this.visible };
  }

  /** Members that others see. */
  get visible(): number {
    let visible = 0;
    for (const { hidden } of this.members.values()) if (!hidden) visible++;
    return visible;
  }

  /** It was lost elsewhere not long ago: who was in it may still be on the way here. */
  get comesBack(): boolean {
    return this.#reopenedAtMs !== undefined && this.clock.nowMs() - this.#reopenedAtMs < comesBackMs;
  }

  announce(listeners: Iterable<Listener>, event: Event): void {
    if (this.#standby && !pathEvents.has(event.body)) return;
    announce(this.#options.sink, listeners, event);
  }
  get sink(): NodeEventSink {
    return this.#options.sink;
  }

  /** A standby follows the room that it stands by for. */
  follow(epoch: number): void {
    this.#epoch = epoch;
    this.#log = this.#childLog();
  }

  /** The standby is the room from now on. Letting the media flow is promote.ts. */
  promote(epoch: number, cause: number): void {
    this.#standby = false;
    this.follow(epoch);
    this.#settle = openedBy(cause, this.clock.nowMs());
    this.#reopenedAtMs = this.clock.nowMs();
    this.#armSettleTimer();
  }

  /** The room goes on for a while, but it is placed elsewhere. */
  leave(): void {
    this.#leaving = true;
  }

  /** Sessions are coming, for this reason. */
  noteAttach(cause: number): void {
    if (this.#standby) return;
    this.#settle = attachedBy(this.#settle, cause, this.clock.nowMs());
    if (!this.settled) this.#reopenedAtMs ??= this.clock.nowMs();
    this.#armSettleTimer();
  }

  /** An empty room closes after a while. */
  touch(): void {
    clearTimeout(this.#emptyTimer);
    if (this.paths.size > 0 || this.#closed) return;
    this.#emptyTimer = setTimeout(() => this.#options.onEmpty(this), emptyRoomMs);
  }

  /** Ends the router and with it all media of the room. Idempotent. */
  close(reason: ErrorCode): void {
    if (this.#closed) return;
    this.#closed = reason;
    clearTimeout(this.#settleTimer);
    clearTimeout(this.#emptyTimer);
    this.gathering.close();
    this.router.close(); // first: with it go all transports, in one request
    for (const member of this.members.values()) {
      clearTimeout(member.lingerTimer);
      member.lingering?.close();
    }
    for (const path of this.paths) path.close();
    this.log.info({ reason }, "room closed");
  }

  #childLog(): Logger {
    const { log, name: room } = this.#options;
    return log.child({ room, epoch: this.#epoch, ...(this.#standby ? { standby: true } : {}) });
  }

  #armSettleTimer(): void {
    if (this.#settle.settlesAtMs === undefined || this.#settleTimer) return;
    this.#settleTimer = setTimeout(() => {
      this.#settle = { ...this.#settle, settlesAtMs: undefined };
      const participantIds = [...this.members.values()].filter((m) => !m.hidden).map((m) => m.id);
      this.announce(this.others(), { body: "roomSettled", roomSettled: { epoch: this.epoch, participantIds } });
    }, this.#settle.settlesAtMs - this.clock.nowMs());
  }
}
