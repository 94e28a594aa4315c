// What goes on inside a room: it wires the session (sockets), the paths (media), the roster (who is there), the intent
// (what we want) and the media watch to each other. Room is its public face.

import type { Event } from "../../proto/codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { TrackId } from "../../proto/ids.ts";
import { wire, type Participant, type PathOffer, type PathSnapshot } from "../../proto/model.ts";
import { BandwidthMemory } from "../paths/bandwidth-memory.ts";
import { CallRecovery } from "./call-recovery.ts";
import type { ConnectOptions, TokenSource } from "../connect-options.ts";
import { Controls } from "./controls.ts";
import { iceServersOf } from "../connections/ice-servers.ts";
import { emptyIntent, type Intent } from "../paths/intent.ts";
import { LocalParticipant } from "../tracks/local-participant.ts";
import { BrowserConnections } from "../connections/browser-connections.ts";
import type { Connections } from "../connections/connections.ts";
import { MediaEngine } from "../connections/media-engine.ts";
import type { ReadMediaTime } from "../playout/media-time.ts";
import { MediaWatch } from "../playout/media-watch.ts";
import type { Path } from "../paths/path.ts";
import { Paths } from "../paths/paths.ts";
import { readConnection } from "../playout/path-pulse.ts";
import { PathWitness } from "../playout/path-witness.ts";
import { PendingPublishes } from "../tracks/pending-publishes.ts";
import { defaultReconnectPolicy } from "../signaling/reconnect-policy.ts";
import type { RoomEvents } from "../room-events.ts";
import type { RoomState } from "../room-state.ts";
import { RemoteTracks } from "../tracks/remote-tracks.ts";
import { Roster } from "../tracks/roster.ts";
import { consoleLogger, type SdkLogger } from "../sdk-logger.ts";
import { dispatchEvent } from "./server-events.ts";
import { checkTokenSource, SignalingClient, type JoinReply } from "../signaling/signaling-client.ts";
import { openWebSocket, type OpenSocket, type SignalRequest } from "../signaling/signal-socket.ts";
import { signalUrls, type ServerUrls } from "../signaling/signal-url.ts";
import { SpareKeeper } from "../paths/spare-keeper.ts";
import { causeFromWire, causeToWire, type PathCause } from "../wire-names.ts";

export interface CallOptions extends ConnectOptions {
  /** The browser's, unless told otherwise. */
  connections?: Connections;
  openSocket?: OpenSocket;
  readMediaTime?: ReadMediaTime;
}

/** After these the path before is gone; after the others it goes on until the new one is connected. */
const endsActivePath: ReadonlySet<PathCause> = new Set([
  "node_died",
  "node_hung",
  "node_unreachable",
  "worker_died",
  "path_failed",
]);

export type EmitRoomEvent = <Name extends keyof RoomEvents>(event: Name, ...args: RoomEvents[Name]) => void;

export class Call {
  readonly intent: Intent = emptyIntent();
  readonly publishes = new PendingPublishes();
  readonly controls = new Controls(this);
  readonly local = new LocalParticipant({}, this.controls);
  readonly roster: Roster;
  readonly remote: RemoteTracks;
  readonly paths: Paths;
  readonly watch: MediaWatch;
  readonly recovery: CallRecovery;
  readonly witness: PathWitness;
  readonly request: SignalRequest;
  readonly emit: EmitRoomEvent;
  readonly autoSubscribe: boolean;
  readonly logger: SdkLogger;
  readonly #signaling: SignalingClient;
  readonly #bandwidth: BandwidthMemory;
  readonly #spares: SpareKeeper;
  #hot = false;
  #state: RoomState = "connecting";
  #roomName = "";
  #sessionId = "";
  #seat: Pick<wire.Resume.$Shape, "seat" | "joinedAtMs"> = {};

  constructor(urls: ServerUrls, token: TokenSource, options: CallOptions, emit: EmitRoomEvent) {
    const {
      autoSubscribe = true,
      redundancy = "cold",
      logger = consoleLogger,
      reconnectPolicy = defaultReconnectPolicy,
      openSocket = openWebSocket,
    } = options;
    const addresses = signalUrls(urls);
    checkTokenSource(token);
    const { connections = new BrowserConnections(options) } = options;
    const engine = new MediaEngine(connections);
    this.emit = emit;
    this.autoSubscribe = autoSubscribe;
    this.logger = logger;
    this.roster = new Roster(
      this.controls,
      {
        emit,
        onTrackAdded: (track, participant) => this.remote.published(track, participant),
        onTrackGone: (track) => {
          this.remote.unpublished(track);
          this.intent.subscriptions.delete(track.key);
        },
      },
      logger,
    );
    this.remote = new RemoteTracks({
      isWanted: (key) => this.intent.subscriptions.get(key)?.subscribed ?? autoSubscribe,
      isReceived: ({ consumer }) =>
        this.paths.live.some(({ receive }) => receive?.received.get(consumer.id)?.consumer === consumer),
      watch: (received, atOnce) => this.watch.add(received, atOnce),
      unwatch: (key) => this.watch.remove(key),
      emit,
    });
    this.watch = new MediaWatch(
      {
        onMedia: (received) => this.remote.turned(received),
        isExpected: (key) => this.remote.isExpected(key) && this.intent.subscriptions.get(key)?.paused !== true,
        isOnActivePath: ({ consumer }) => this.paths.active?.receive?.received.has(consumer.id) === true,
        shownGoesOn: () => this.paths.shownGoesOn,
        onPolled: () => this.recovery.check(),
        onLooked: (looks) => this.witness.look(looks),
      },
      options.readMediaTime,
    );
    this.#signaling = new SignalingClient(
      {
        urls: addresses,
        token,
        autoSubscribe,
        hot: redundancy === "hot",
        traceparent: options.traceparent,
        policy: reconnectPolicy,
        openSocket,
        logger,
      },
      {
        joinMedia: () => engine.joinMedia(),
        loadProfile: (reply) => engine.loadProfile(reply),
        resume: () => this.#position(),
        onJoined: (reply, cause) => this.#joined(reply, cause),
        onEvent: (event) => this.#onEvent(event),
        // Media does not need the server: a resumed session goes on as if nothing had been.
        onLost: (error) => {
          logger.info("signaling lost", { code: error.code });
          this.#spares.discard();
          emit("signalingChanged", false);
        },
        onEnded: (error) => this.#ended(error),
      },
    );
    this.request = this.#signaling.request;
    this.#bandwidth = new BandwidthMemory(() =>
      this.#state === "connected" ? this.paths.active?.send?.getStats() : undefined,
    );
    this.#spares = new SpareKeeper(connections, this.intent, {
      request: this.request,
      logger,
      isCalm: () => this.#isCalm(),
      receives: () => this.paths.active?.receive?.counts,
      iceServers: () => this.paths.active?.iceServers ?? iceServersOf([], Date.now()),
    });
    this.paths = new Paths(connections, this.intent, {
      request: this.request,
      takeSpare: (offer) => this.#spares.take(iceServersOf(offer.iceServers, Date.now())),
      videoStartKbps: () => this.#bandwidth.startKbps,
      logger,
      // Sound has no last frame to keep: it changes over at once unless the old path still delivers.
      onReceived: (path, received) =>
        this.remote.received(
          received,
          received.consumer.kind === "audio" && path === this.paths.active && !this.paths.changingOver,
        ),
      onTracksTaken: (trackIds) => this.publishes.taken(trackIds),
      onTracksRefused: (path, trackIds, error) => this.#tracksRefused(path, trackIds, error),
      onPromoted: (path, before) =>
        logger.info("path promoted", { path: path.id, node: path.nodeId, from: before?.nodeId }),
      onConnected: (path) => {
        if (path === this.paths.active && this.#state === "recovering") this.watch.showNewest();
        this.recovery.pathConnected(path);
      },
      onFailed: (path) => this.recovery.pathFailed(path),
      onInterrupted: (path) => {
        this.#spares.discard();
        void path.restartIce();
      },
    });
    this.recovery = new CallRecovery(this);
    this.witness = new PathWitness({
      report: (shown, testimony) => this.recovery.reportMedia(shown, testimony),
      activePath: () => this.paths.active,
      readPath: async () => {
        const { active } = this.paths;
        const [send, recv] = await Promise.all([active?.send?.getStats(), active?.receive?.getStats()]);
        return { send: send && readConnection(send), recv: recv && readConnection(recv) };
      },
    });
  }

  get state(): RoomState {
    return this.#state;
  }

  get roomName(): string {
    return this.#roomName;
  }

  get sessionId(): string {
    return this.#sessionId;
  }

  /** Whether there is a server to tell and to be told by. */
  get online(): boolean {
    return this.#signaling.online;
  }

  /** Finds out soon whether the server is still there. */
  probe(): void {
    this.#signaling.probe();
  }

  async connect(signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.#signaling.connect(signal);
    } catch (error) {
      this.#ended(HoldfastError.from(error));
      throw error;
    }
    globalThis.addEventListener?.("pagehide", this.#onPageHide);
  }

  async leave(): Promise<void> {
    if (this.#state === "disconnected") return;
    await this.request("leave", {}, { timeoutMs: 500 }).catch(() => undefined);
    this.#signaling.close();
  }

  /** Leaves the room because this client cannot go on. */
  async end(error: HoldfastError): Promise<void> {
    if (this.#state === "disconnected") return;
    this.logger.warn("the call ends", { code: error.code, reason: error.message });
    await this.request("leave", {}, { timeoutMs: 500 }).catch(() => undefined);
    this.#signaling.close(error);
  }

  setState(state: RoomState): void {
    if (state === this.#state || this.#state === "disconnected") return;
    this.#state = state;
    this.emit("stateChanged", state);
  }

  /** Builds the path that the server offers. @throws HoldfastError when the offer cannot be followed. */
  takeOffer(offer: PathOffer): void {
    const cause = causeFromWire(offer.cause);
    const { active, newest } = this.paths;
    const seen = this.witness.state;
    // What the server makes of it may differ from what is seen here: others may not reach a node that this client does.
    const activeGone =
      seen === "stopped" || (endsActivePath.has(cause) && !(cause === "node_unreachable" && seen === "alive"));
    if (!this.paths.take(offer, activeGone))
      throw new HoldfastError("epoch_stale", `path ${offer.path?.id ?? "without id"}`);
    if (offer.role === wire.PathRole.STANDBY) return;
    const fromNode = active?.nodeId ?? "";
    if (offer.keepPrevious && !activeGone) this.recovery.beginMigration(cause, fromNode, newest);
    else if (cause !== "join") this.recovery.begin(cause, fromNode, newest);
    this.#offered(offer.participants ?? [], offer.settled ?? false);
  }

  /** The standby path carries the call from now on. */
  takePromotion(promotion: wire.PathPromoted.$Shape): void {
    const { active, newest } = this.paths;
    this.recovery.begin(causeFromWire(promotion.cause), active?.nodeId ?? "", newest);
    const promoted = this.paths.promoteStandby(promotion);
    if (promoted?.state.name === "connected") this.watch.showNewest();
    if (promoted) return;
    // It failed a moment ago, and the server did not know yet.
    const report = { pathId: promotion.pathId ?? "", state: wire.ReportPath.State.FAILED };
    this.request("reportPath", report).catch(() => {});
  }

  #position(): wire.Resume.$Shape | undefined {
    return this.#sessionId === ""
      ? undefined
      : { ...this.#seat, sessionId: this.#sessionId, paths: this.paths.positions() };
  }

  #joined(reply: JoinReply, cause: PathCause): void {
    this.#roomName = reply.room ?? "";
    this.#sessionId = reply.sessionId ?? "";
    this.#seat = { seat: reply.seat ?? new Uint8Array(), joinedAtMs: reply.self?.joinedAtMs ?? 0 };
    this.#hot = reply.redundancy === wire.Redundancy.HOT;
    this.#spares.serverChanged();
    this.local.set(reply.self?.id ?? "", reply.self?.name ?? "", reply.self?.metadata ?? "");
    if (reply.resumed) this.#resumed(reply.paths ?? []);
    else this.takeOffer(reply.offer ?? {});
    if (cause === "join") this.setState("connected");
    else this.emit("signalingChanged", true);
  }

  /** The session goes on where it was; whatever was not told meanwhile is told now. */
  #resumed(resumed: readonly wire.ResumedPath.$Shape[]): void {
    this.paths.keepOnly(new Set(resumed.map(({ pathId }) => pathId ?? "")));
    for (const { pathId = "", role, epoch, snapshot } of resumed) {
      const path = this.paths.byId(pathId);
      if (!path) continue;
      if (path.standby && role !== wire.PathRole.STANDBY)
        this.takePromotion({ pathId, epoch: epoch ?? 0, cause: causeToWire("signaling_lost") });
      if (snapshot) this.#catchUp(path, snapshot);
      void path.reassert();
    }
    const { newest } = this.paths;
    if (newest) this.recovery.resumed(newest);
  }

  /** More was missed than the node keeps. */
  #catchUp(path: Path, { seq, participants, consumers, settled }: PathSnapshot): void {
    path.lastSeq = seq ?? 0;
    path.reconcile(consumers ?? []);
    if (path === this.paths.newest) this.#offered(participants ?? [], settled ?? false);
  }

  #offered(participants: readonly Participant[], settled: boolean): void {
    const others = participants.filter(({ id }) => id !== this.local.id);
    this.roster.offered(others, settled);
  }

  #onEvent(event: Event): void {
    try {
      dispatchEvent(this, event);
    } catch (thrown) {
      this.logger.warn("an event of the server could not be followed", { event: event.body, reason: String(thrown) });
    }
  }

  /** Nothing changes just now, so that there is time to make a spare path; and it would be of use. */
  #isCalm(): boolean {
    const { active, newest, changingOver } = this.paths;
    const settled = active === newest && active?.state.name === "connected" && !changingOver;
    return settled && this.#state === "connected" && this.online && !this.#hot;
  }

  #tracksRefused(path: Path, trackIds: TrackId[], error: HoldfastError): void {
    if (path !== this.paths.newest) return;
    // The next path's Assert says it again; which one that is, the server or the session's return decides.
    if (error.code === "path_unknown" || error.code === "connection_closed") return;
    this.logger.warn("tracks were refused", { path: path.id, code: error.code, tracks: trackIds.length });
    if (error.kind.retryable) return path.fail();
    const fresh = trackIds.filter((trackId) => this.publishes.has(trackId));
    for (const trackId of fresh) this.controls.withdraw(trackId, error);
  }

  #ended(error: HoldfastError | undefined): void {
    if (this.#state === "disconnected") return;
    const wasJoined = this.#sessionId !== "";
    globalThis.removeEventListener?.("pagehide", this.#onPageHide);
    this.recovery.close();
    this.watch.close();
    this.controls.playback.close();
    this.controls.close(error ?? new HoldfastError("left"));
    this.#bandwidth.close();
    this.#spares.close();
    this.publishes.close(error ?? new HoldfastError("left"));
    this.paths.close();
    this.setState("disconnected");
    if (wasJoined) this.emit("disconnected", error);
  }

  /** Others need not wait for the socket's timeout to see this page go. */
  #onPageHide = (event: unknown): void => {
    if ((event as PageTransitionEvent).persisted) return;
    this.request("leave", {}, { timeoutMs: 500 }).catch(() => undefined);
  };
}
