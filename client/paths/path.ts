// One client's media route to one node: two transports, and what is on them. `build` is the same for a join, a failover,
// a migration and a standby; which path carries the call is paths.ts' matter.

import { HoldfastError } from "../../proto/errors.ts";
import type { TrackId } from "../../proto/ids.ts";
import { wire, type Consumer, type PathOffer, type Subscription, type TrackOffer } from "../../proto/model.ts";
import { subscriptionsOf, trackOf, type Intent, type TrackIntent } from "./intent.ts";
import { iceServersOf, type IceServers } from "../connections/ice-servers.ts";
import type { Connections } from "../connections/connections.ts";
import { attemptOf, type ReachAttempt } from "./media-unreachable.ts";
import { Batch } from "./batch.ts";
import { deadlineMs, next, type PathEvent, type PathState, type PathStateName } from "./path-state.ts";
import { ReceiveSide, type Received } from "../connections/receive-side.ts";
import type { SdkLogger } from "../sdk-logger.ts";
import { SendSide, type ProducedTrack } from "../connections/send-side.ts";
import type { SparePath } from "./spare-path.ts";
import type { SignalRequest } from "../signaling/signal-socket.ts";
import { causeFromWire, type PathCause } from "../wire-names.ts";

export interface PathHooks {
  request: SignalRequest;
  logger: SdkLogger;
  /** Where video begins, in kbit/s. */
  videoStartKbps(): number;
  onStateChanged(path: Path, before: PathState): void;
  /** Something to show; of a standby path, only once it is activated. */
  onReceived(path: Path, received: Received): void;
  /** The node has these tracks on this path. */
  onTracksTaken(trackIds: TrackId[]): void;
  /** It would not take them. */
  onTracksRefused(path: Path, trackIds: TrackId[], error: HoldfastError): void;
}

/**
 * Pictures that the node cannot forward yet are held back until it says so, or for so long: sent before, the first key
 * frame would be lost, and libwebrtc takes up to 100 ms to make and send another one, while it probes for bandwidth.
 */
const holdVideoMs = 250;

export class Path {
  readonly id: string;
  readonly nodeId: string;
  /** Make before break: the path before this one goes on until the server says that everybody has changed over. */
  readonly keepsPrevious: boolean;
  readonly reach: ReachAttempt;
  /** Those of its offer. */
  readonly iceServers: IceServers;
  /** Of the newest event that was followed; what comes again after a resume is dropped. */
  lastSeq = 0;
  #epoch: number;
  #cause: PathCause;
  #standby: boolean;
  readonly #intent: Intent;
  readonly #hooks: PathHooks;
  readonly #send: SendSide | undefined;
  readonly #receive: ReceiveSide | undefined;
  /** What the spare that the path was made of sends already. */
  readonly #ahead: readonly ProducedTrack[];
  readonly #batch: Batch<ProducedTrack>;
  readonly #sentTracks = new Set<TrackId>();
  readonly #produced = new Map<TrackId, ProducedTrack>();
  #asserted = false;
  #failedFrom: PathStateName | undefined;
  #state: PathState = { name: "building", sinceMs: performance.now() };
  #deadline: ReturnType<typeof setTimeout> | undefined;

  /** @throws HoldfastError bad_media when the offer is not complete. */
  constructor(offer: PathOffer, connections: Connections, intent: Intent, hooks: PathHooks, spare?: SparePath) {
    if (!offer.path?.id) throw new HoldfastError("bad_media", "the offer has no path");
    this.id = offer.path.id;
    this.nodeId = offer.path.nodeId ?? "";
    this.keepsPrevious = offer.keepPrevious ?? false;
    this.reach = attemptOf(offer);
    this.#epoch = offer.path.epoch ?? 0;
    this.#cause = causeFromWire(offer.cause);
    this.#standby = offer.role === wire.PathRole.STANDBY;
    this.#intent = intent;
    this.#hooks = hooks;
    this.#batch = new Batch((tracks) => void this.#tell(tracks));
    const onConnection = (): void => {
      hooks.logger.debug("connections", {
        path: this.id,
        send: this.#send?.connectionState,
        receive: this.#receive?.connectionState,
      });
      this.#connectionChanged();
    };
    this.iceServers = iceServersOf(offer.iceServers, Date.now());
    const { list: iceServers } = this.iceServers;
    const { send, recv } = offer.path;
    if (send) {
      this.#send =
        spare?.send ?? new SendSide(connections.createSend(iceServers), this.#standby ? "everything" : "nothing");
      this.#send.meet(send, hooks.videoStartKbps());
      if (spare) this.#releaseVideo();
      this.#send.onConnection = onConnection;
    } else spare?.send.close();
    if (recv) {
      this.#receive = spare?.receive ?? new ReceiveSide(connections.createReceive(iceServers), hooks.logger);
      this.#receive.meet(recv);
      this.#receive.onConnection = onConnection;
    } else spare?.receive?.close();
    this.#ahead = send ? (spare?.produced ?? []) : [];
    this.#watchDeadline();
  }

  get epoch(): number {
    return this.#epoch;
  }

  get cause(): PathCause {
    return this.#cause;
  }

  /** Ready and paused. */
  get standby(): boolean {
    return this.#standby;
  }

  get state(): PathState {
    return this.#state;
  }

  /** The state that it was in when it failed. */
  get failedFrom(): PathStateName | undefined {
    return this.#failedFrom;
  }

  get send(): SendSide | undefined {
    return this.#send;
  }

  get receive(): ReceiveSide | undefined {
    return this.#receive;
  }

  /**
   * Sends all of the intent and receives all that is offered; both connections are described side by side, and
   * nothing waits for a reply. One Assert, one ResumeConsumers.
   */
  async build(consumers: readonly Consumer[]): Promise<void> {
    const receiving = this.consume(consumers);
    const ahead = new Set(this.#ahead.map(({ id }) => id));
    const tracks = [...this.#intent.tracks.values()].filter(({ id }) => !ahead.has(id));
    const sending = tracks.map((track) => this.produce(track));
    for (let index = 0; index < this.#ahead.length; index++) this.#batch.begin();
    for (const produced of this.#ahead) this.#batch.end(produced);
    // Whoever waits for connect() may publish in this same turn: their tracks come along in the Assert.
    if (sending.length + ahead.size === 0) setTimeout(() => this.#batch.flushIfIdle());
    await Promise.all([receiving, ...sending]);
    this.#dispatch({ type: "built", used: this.#inUse().length > 0 });
    this.#connectionChanged();
  }

  /** Never rejects: what comes of it is told by onTracksTaken and onTracksRefused. */
  async produce(track: TrackIntent): Promise<void> {
    if (this.#isOver()) return;
    if (!this.#send) {
      this.#hooks.onTracksRefused(this, [track.id], new HoldfastError("forbidden", "the token has no canPublish"));
      return;
    }
    this.#batch.begin();
    try {
      const produced = await this.#send.produce(track);
      this.#batch.end(produced);
      if (!produced) return;
      this.#dispatch({ type: "used" });
      this.#connectionChanged();
    } catch (cause) {
      this.#batch.end();
      if (this.#isOver()) return;
      this.#hooks.onTracksRefused(
        this,
        [track.id],
        new HoldfastError("bad_media", "the browser cannot send the track", { cause }),
      );
    }
  }

  /** Consumers that the node made, paused; never rejects. */
  async consume(consumers: readonly Consumer[]): Promise<void> {
    if (!this.#receive || consumers.length === 0 || this.#isOver()) return;
    const received = await this.#receive.consume(consumers);
    this.#hooks.logger.debug("consuming", { path: this.id, tracks: received.length });
    if (this.#isOver() || received.length === 0) return;
    this.#call(
      this.#hooks.request("resumeConsumers", {
        pathId: this.id,
        consumerIds: received.map(({ consumer }) => consumer.id),
      }),
    );
    if (!this.#standby) for (const one of received) this.#hooks.onReceived(this, one);
    this.#dispatch({ type: "used" });
    this.#connectionChanged();
  }

  /** The standby carries the call from now on: sends at once, and what it receives is shown. */
  activate(epoch: number, cause: PathCause): void {
    if (!this.#standby) return;
    this.#standby = false;
    this.#epoch = epoch;
    this.#cause = cause;
    this.#releaseVideo();
    for (const received of this.#receive?.received.values() ?? []) this.#hooks.onReceived(this, received);
  }

  /** The node forwards these tracks of ours from now on. */
  receiversReady(trackIds: readonly string[]): void {
    this.#send?.resume(trackIds as readonly TrackId[]);
  }

  /** What a server that was away is told again: all that this path sends, and all that is wanted. */
  async reassert(): Promise<void> {
    const { request } = this.#hooks;
    if (!this.#asserted || this.#isOver()) return;
    const told = [...this.#produced.values()].filter(({ id }) => this.#intent.tracks.has(id));
    await this.#tell(told, () => request("assert", this.#assertion(told)));
  }

  /** The node's consumers as they are now, after events of it were missed. */
  reconcile(consumers: readonly Consumer[]): void {
    const present = new Set(consumers.map(({ id }) => id));
    for (const id of this.#receive?.received.keys() ?? []) if (!present.has(id)) this.#receive?.remove(id);
    void this.consume(consumers.filter(({ id }) => !this.#receive?.received.has(id ?? "")));
  }

  /** New credentials (RFC 8445, section 9), when the network that the path was made on is no longer there. */
  async restartIce(): Promise<void> {
    try {
      const { send, recv } = await this.#hooks.request("restartIce", { pathId: this.id });
      if (this.#isOver()) return;
      await Promise.all([send && this.#send?.restartIce(send), recv && this.#receive?.restartIce(recv)]);
      this.#hooks.logger.info("ICE restarted", { path: this.id });
    } catch (error) {
      this.#hooks.logger.debug("no ICE restart", { path: this.id, reason: String(error) });
    }
  }

  /** Whether the node was told of the track on this path, so that a change must be told as well. */
  hasTold(trackId: TrackId): boolean {
    return this.#sentTracks.has(trackId);
  }

  forget(trackId: TrackId): void {
    this.#send?.stop(trackId);
    this.#sentTracks.delete(trackId);
    this.#produced.delete(trackId);
  }

  /** Nobody listens on this path any more: the browser need not encode for it, even before it is closed. */
  quiesce(): void {
    this.#send?.quiesce();
  }

  fail(): void {
    this.#dispatch({ type: "failed" });
  }

  /** Idempotent. Closing takes the browser's main thread some milliseconds, so the caller chooses the time. */
  close(): void {
    if (this.#state.name === "closed") return;
    this.#dispatch({ type: "closed" });
    this.#send?.close();
    this.#receive?.close();
  }

  #releaseVideo(): void {
    this.#send?.holdNoMore();
    setTimeout(() => this.#send?.resume(), holdVideoMs);
  }

  #isOver(): boolean {
    return this.#state.name === "closed";
  }

  /** The first time the whole intent, then what is new. */
  async #tell(produced: ProducedTrack[], send = (): Promise<unknown> => this.#announce(produced)): Promise<void> {
    if (this.#isOver()) return;
    const ids = produced.map(({ id }) => id);
    this.#hooks.logger.debug("telling tracks", { path: this.id, tracks: ids.length });
    for (const one of produced) {
      this.#sentTracks.add(one.id);
      this.#produced.set(one.id, one);
    }
    try {
      await send();
      this.#hooks.onTracksTaken(ids);
    } catch (thrown) {
      if (!this.#isOver()) this.#hooks.onTracksRefused(this, ids, HoldfastError.from(thrown));
    }
  }

  async #announce(produced: ProducedTrack[]): Promise<void> {
    const { request } = this.#hooks;
    const assertion = this.#assertion(produced);
    if (!this.#asserted) {
      this.#asserted = true;
      await request("assert", assertion);
    } else if (assertion.tracks.length > 0) await request("publish", { pathId: this.id, tracks: assertion.tracks });
  }

  #assertion(produced: ProducedTrack[]): { pathId: string; tracks: TrackOffer[]; subscriptions: Subscription[] } {
    // Of a track that was unpublished or muted meanwhile, the intent knows.
    const tracks = produced.flatMap(({ id, rtp }) => {
      const track = this.#intent.tracks.get(id);
      return track ? [{ track: trackOf(track), rtp }] : [];
    });
    return { pathId: this.id, tracks, subscriptions: subscriptionsOf(this.#intent) };
  }

  #call(request: Promise<unknown>): void {
    request.catch((thrown: unknown) => {
      const error = HoldfastError.from(thrown);
      if (this.#isOver() || error.code === "path_unknown" || error.code === "connection_closed") return;
      this.#hooks.logger.warn("the node refused a request of the path", { path: this.id, code: error.code });
      this.fail();
    });
  }

  #inUse(): string[] {
    // What receives dials at once, what sends with its first track.
    const sides = [this.#send?.used ? this.#send : undefined, this.#receive];
    return sides.flatMap((side) => (side ? [side.connectionState] : []));
  }

  #connectionChanged(): void {
    const states = this.#inUse();
    if (states.length === 0) return;
    if (states.includes("failed")) this.#dispatch({ type: "failed" });
    else if (states.includes("disconnected")) this.#dispatch({ type: "disconnected" });
    else if (states.every((state) => state === "connected")) this.#dispatch({ type: "connected" });
  }

  #dispatch(event: PathEvent): void {
    const before = this.#state;
    // A path that already carries both directions gets another track without dialling again.
    if (event.type === "used" && this.#inUse().every((state) => state === "connected")) return;
    this.#state = next(before, event, performance.now());
    if (this.#state === before) return;
    this.#hooks.logger.debug("path state", { path: this.id, from: before.name, to: this.#state.name });
    if (this.#state.name === "failed") this.#failedFrom = before.name;
    this.#watchDeadline();
    this.#hooks.onStateChanged(this, before);
  }

  #watchDeadline(): void {
    clearTimeout(this.#deadline);
    const atMs = deadlineMs(this.#state);
    if (atMs === undefined) return;
    this.#deadline = setTimeout(() => this.#dispatch({ type: "tick" }), Math.max(0, atMs - performance.now()) + 1);
  }
}
