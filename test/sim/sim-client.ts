// A client without media: it follows offers, promotions and losses by the shipped decisions (client/path-choice.ts,
// path-state.ts, path-witness.ts, reconnect-policy.ts). What it would see of media is a question of reachability.

import type { Event } from "../../proto/codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { mediaProfileId } from "../../proto/generated/media-profile.ts";
import type { NodeId, ParticipantId, PathId, RoomName } from "../../proto/ids.ts";
import { type PathOffer, wire } from "../../proto/model.ts";
import { reportDelayMs } from "../../client/call-recovery.ts";
import { decideOffer, followsPromotion, mayPromote } from "../../client/path-choice.ts";
import { deadlineMs, next, type PathEvent, type PathState } from "../../client/path-state.ts";
import { PathWitness, type TrackLook } from "../../client/path-witness.ts";
import { defaultReconnectPolicy } from "../../client/reconnect-policy.ts";
import { ClientSocket } from "./client-socket.ts";
import { Host, type Network } from "./network.ts";
import type { Random } from "./random.ts";
import type { SimNode } from "./sim-node.ts";
import { isFinal, type SimReplica, tokenOf } from "./sim-replica.ts";

export interface ClientPath {
  readonly id: PathId;
  readonly nodeId: NodeId;
  epoch: number;
  standby: boolean;
  readonly keepsPrevious: boolean;
  state: PathState;
  lastSeq: number;
}

export interface ClientWorld {
  network: Network;
  /** By the address that clients know; whatever process is there just now. */
  replicas: readonly SimReplica[];
  nodes: ReadonlyMap<string, SimNode>;
  /** The client takes this path for the one that carries its call. */
  onFollowed(client: SimClient, path: ClientPath): void;
  /** Its path was connected, promoted or lost. */
  onChanged(client: SimClient): void;
  /** For good. */
  onEnded(client: SimClient, error: HoldfastError): void;
  /** Somebody else is in the client's room, wherever their path is. */
  hasCompany(client: SimClient): boolean;
  decideOffer?: typeof decideOffer;
}

const { State } = wire.ReportPath;
/** After these the path before is gone (client/call.ts). */
const endsActivePath: ReadonlySet<number> = new Set([
  wire.PathCause.NODE_DIED,
  wire.PathCause.NODE_HUNG,
  wire.PathCause.NODE_UNREACHABLE,
  wire.PathCause.WORKER_DIED,
  wire.PathCause.PATH_FAILED,
]);
const joinTimeoutMs = 10_000;
const lookMs = 250;
/** RFC 7675: a peer connection is disconnected after 5 s without an answer. */
const consentMs = 5_000;
const checkMs = 250;
const keepPreviousMs = 15_000;

export class SimClient {
  readonly host = new Host("client");
  readonly room: RoomName;
  readonly identity: ParticipantId;
  readonly hot: boolean;
  /** It has joined, and nobody has said that this is over. */
  present = false;
  ended = false;
  readonly #world: ClientWorld;
  readonly #random: Random;
  readonly #witness: PathWitness;
  #socket: ClientSocket | undefined;
  #urlIndex: number;
  #sessionId = "";
  #active: ClientPath | undefined;
  #next: ClientPath | undefined;
  #standby: ClientPath | undefined;
  readonly #previous = new Set<ClientPath>();
  #activeUsable = false;
  #highestEpoch = 0;
  #failures = 0;
  #lastMediaMs: number | undefined;
  #watching = false;

  constructor(room: RoomName, identity: ParticipantId, hot: boolean, world: ClientWorld, random: Random) {
    this.room = room;
    this.identity = identity;
    this.hot = hot;
    this.#world = world;
    this.#random = random;
    this.#urlIndex = random.whole(0, world.replicas.length - 1);
    this.#witness = new PathWitness({
      report: (state, silentMs) => this.#reportMedia(state, silentMs),
      nowMs: () => world.network.time.nowMs,
    });
  }

  get active(): ClientPath | undefined {
    return this.#active;
  }
  get online(): boolean {
    return this.#socket !== undefined;
  }
  /** Media could flow on the path that carries the call. */
  get served(): boolean {
    const path = this.#active;
    return path !== undefined && path.state.name === "connected" && this.#works(path);
  }

  start(): void {
    void this.#stayJoined("join");
  }

  leave(): void {
    this.ended = true;
    this.present = false;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.rpc
      .request("leave", {}, { timeoutMs: 500 })
      .catch(() => {})
      .finally(() => socket.close(new HoldfastError("left")));
    for (const path of this.#live()) this.#closePath(path);
  }

  /** Something between this client and its nodes has changed. */
  mediaChanged(): void {
    if (this.ended) return;
    if (this.#flows()) this.#lastMediaMs = this.#nowMs;
    this.#watch();
    for (const path of this.#live()) if (path.state.name === "connected" && !this.#works(path)) this.#loseConsent(path);
    this.#world.onChanged(this);
  }

  /** The browser's `online` event, or the sockets' own timeouts, find out in time. */
  networkBack(): void {
    this.#socket?.probe();
    this.mediaChanged();
  }

  // ---- sockets ----

  async #stayJoined(cause: "join" | "signaling_lost"): Promise<void> {
    const lostAtMs = this.#nowMs;
    const waitBefore = (attempt: number): number | undefined =>
      defaultReconnectPolicy({ attempt, elapsedMs: this.#nowMs - lostAtMs, random: this.#random.next() });
    if (cause !== "join") await this.#sleep(waitBefore(0) ?? 0);
    for (let attempt = 1; !this.ended; attempt++) {
      try {
        await this.#join(cause);
        return;
      } catch (thrown) {
        const error = HoldfastError.from(thrown);
        const waitMs = waitBefore(attempt);
        if (!error.kind.retryable || waitMs === undefined) return this.#end(error);
        this.#urlIndex++;
        await this.#sleep(waitMs + (error.kind.retryAfterMs ?? 0));
      }
    }
  }

  async #join(cause: "join" | "signaling_lost"): Promise<void> {
    const { network, replicas } = this.#world;
    let joined = false;
    const socket = await ClientSocket.open(network, this.host, replicas[this.#urlIndex % replicas.length]!, {
      onEvent: (event) => {
        if (!this.ended) this.#onEvent(event);
      },
      onClosed: (error) => {
        if (joined) this.#lost(error);
      },
    });
    try {
      const resume = this.#sessionId === "" ? undefined : { sessionId: this.#sessionId, paths: this.#positions() };
      const reply = await socket.rpc.request(
        "join",
        {
          token: tokenOf(this.room, this.identity),
          mediaProfile: mediaProfileId,
          fingerprints: [{ algorithm: "sha-256", value: "" }],
          autoSubscribe: true,
          redundancy: this.hot ? wire.Redundancy.HOT : wire.Redundancy.COLD,
          cause: cause === "join" ? wire.PathCause.JOIN : wire.PathCause.SIGNALING_LOST,
          ...(resume ? { resume } : {}),
        },
        { timeoutMs: joinTimeoutMs },
      );
      if (this.ended) throw new HoldfastError("left");
      joined = true;
      this.#socket = socket;
      this.#sessionId = reply.sessionId ?? "";
      this.present = true;
      socket.startPing();
      this.#world.onChanged(this);
      if (reply.resumed) this.#resumed(reply.paths ?? []);
      else this.#takeOffer(reply.offer ?? {});
    } catch (thrown) {
      joined = false;
      if (this.#socket === socket) this.#socket = undefined;
      socket.close(HoldfastError.from(thrown));
      throw thrown;
    }
  }

  #lost(error: HoldfastError): void {
    this.#socket = undefined;
    if (this.ended) return;
    if (isFinal(error.code)) return this.#end(error);
    this.#urlIndex++;
    void this.#stayJoined("signaling_lost");
  }

  #end(error: HoldfastError): void {
    if (this.ended) return;
    this.ended = true;
    this.present = false;
    for (const path of this.#live()) this.#closePath(path);
    this.#world.onEnded(this, error);
  }

  #resumed(resumed: readonly wire.ResumedPath.$Shape[]): void {
    const kept = new Set(resumed.map(({ pathId }) => pathId ?? ""));
    for (const path of this.#live()) if (path !== this.#newest && !kept.has(path.id)) this.#closed(path.id);
    for (const { pathId = "", role, epoch } of resumed) {
      const path = this.#byId(pathId ?? "");
      if (path?.standby && role !== wire.PathRole.STANDBY) this.#promoted(path.id, epoch ?? 0);
    }
    const newest = this.#newest;
    if (newest?.state.name === "failed") this.#pathFailed(newest);
  }

  #onEvent(event: Event): void {
    const { pathId = "", seq = 0 } = event;
    if (pathId) {
      const path = this.#byId(pathId);
      if (!path || !seq || seq <= path.lastSeq) return;
      path.lastSeq = seq;
    }
    try {
      if (event.body === "pathOffered") this.#takeOffer(event.pathOffered ?? {});
      else if (event.body === "recovering") this.#activeLost();
      else if (event.body === "pathPromoted") {
        const { pathId: id = "", epoch } = event.pathPromoted ?? {};
        if (!this.#promoted(id ?? "", epoch ?? 0)) this.#report(id ?? "", State.FAILED);
      } else if (event.body === "pathClosed") this.#closed(event.pathClosed?.pathId ?? "");
      else if (event.body === "probePath" && event.probePath?.pathId === this.#active?.id)
        this.#witness.answer(this.#looks());
    } catch {
      // A stale offer; the SDK logs it.
    }
  }

  // ---- paths (client/paths.ts) ----

  get #newest(): ClientPath | undefined {
    return this.#next ?? this.#active;
  }

  #live(): ClientPath[] {
    return [this.#active, this.#next, this.#standby, ...this.#previous].filter((path) => path !== undefined);
  }

  #byId(id: string): ClientPath | undefined {
    return this.#live().find((path) => path.id === id);
  }

  #positions(): wire.PathPosition.$Shape[] {
    return this.#live().map(({ id, nodeId, epoch, lastSeq, standby }) => ({
      pathId: id,
      nodeId,
      epoch,
      lastSeq,
      role: standby ? wire.PathRole.STANDBY : wire.PathRole.ACTIVE,
    }));
  }

  #takeOffer(offer: PathOffer): void {
    const known = this.#live().map(({ id }) => id);
    const decide = this.#world.decideOffer ?? decideOffer;
    const decision = decide(offer, known, this.#highestEpoch);
    if (decision === "known") return;
    if (decision === "stale") throw new HoldfastError("epoch_stale");
    const path: ClientPath = {
      id: offer.path!.id as PathId,
      nodeId: offer.path!.nodeId as NodeId,
      epoch: offer.path!.epoch ?? 0,
      standby: offer.role === wire.PathRole.STANDBY,
      keepsPrevious: offer.keepPrevious ?? false,
      state: { name: "building", sinceMs: this.#nowMs },
      lastSeq: 0,
    };
    if (path.standby) {
      if (this.#standby) this.#closePath(this.#standby);
      this.#standby = path;
    } else {
      this.#highestEpoch = path.epoch;
      if (endsActivePath.has(offer.cause ?? 0)) this.#activeUsable = false;
      if (this.#next) this.#closePath(this.#next);
      this.#next = path;
    }
    this.#watchDeadline(path);
    void this.#build(path);
    this.#promoteIfReady();
  }

  #promoted(pathId: string, epoch: number): boolean {
    const path = this.#standby;
    if (!path || path.id !== pathId || !followsPromotion(epoch, this.#highestEpoch)) return false;
    this.#standby = undefined;
    if (this.#next) this.#closePath(this.#next);
    this.#next = path;
    this.#activeUsable = false;
    this.#highestEpoch = Math.max(this.#highestEpoch, epoch);
    path.epoch = Math.max(path.epoch, epoch);
    path.standby = false;
    this.#promoteIfReady();
    return true;
  }

  #activeLost(): void {
    this.#activeUsable = false;
    this.#promoteIfReady();
  }

  #closed(pathId: string): void {
    const path = this.#byId(pathId);
    if (!path) return;
    if (path === this.#standby) this.#standby = undefined;
    else if (!this.#previous.delete(path)) return this.#dispatch(path, { type: "failed" });
    this.#closePath(path);
  }

  #closePath(path: ClientPath): void {
    path.state = next(path.state, { type: "closed" }, this.#nowMs);
  }

  #promoteIfReady(): void {
    const path = this.#next;
    if (!path || !mayPromote(path.state, this.#activeUsable)) return;
    const before = this.#active;
    this.#active = path;
    this.#next = undefined;
    const keep = path.keepsPrevious && this.#activeUsable;
    this.#activeUsable = path.state.name !== "failed";
    if (before && keep) this.#keep(before);
    else {
      for (const gone of [before, ...this.#previous]) if (gone) this.#closePath(gone);
      this.#previous.clear();
    }
    this.#world.onFollowed(this, path);
    this.#world.onChanged(this);
    this.#watch();
  }

  #keep(before: ClientPath): void {
    this.#previous.add(before);
    this.#world.network.time.after(keepPreviousMs, () => {
      if (this.#previous.has(before)) this.#closed(before.id);
    });
    // Every receiver switches at a key frame of its own.
    this.#world.network.time.after(this.#random.between(200, 1_500), () => {
      if (this.#active?.keepsPrevious && this.#previous.size > 0) this.#report(this.#active.id, State.PROMOTED);
    });
  }

  // ---- one path (client/path.ts) ----

  async #build(path: ClientPath): Promise<void> {
    await this.#sleep(this.#random.between(15, 60));
    this.#request("assert", { pathId: path.id });
    this.#dispatch(path, { type: "built", used: true });
    const node = this.#world.nodes.get(path.nodeId)!;
    const { network } = this.#world;
    await this.#sleep(network.latencyMs(this.host, node.host) + network.latencyMs(node.host, this.host));
    this.#check(path);
  }

  /** ICE checks, until they succeed or the path's deadline is over. */
  #check(path: ClientPath): void {
    if (path.state.name !== "connecting" && path.state.name !== "interrupted") return;
    if (this.#works(path)) return this.#dispatch(path, { type: "connected" });
    this.#world.network.time.after(checkMs, () => this.#check(path));
  }

  #loseConsent(path: ClientPath): void {
    const { sinceMs } = path.state;
    this.#world.network.time.after(consentMs, () => {
      if (path.state.name !== "connected" || path.state.sinceMs !== sinceMs || this.#works(path)) return;
      this.#dispatch(path, { type: "disconnected" });
      this.#request("restartIce", { pathId: path.id });
      this.#check(path);
    });
  }

  #dispatch(path: ClientPath, event: PathEvent): void {
    if (this.ended) return;
    const after = next(path.state, event, this.#nowMs);
    if (after === path.state) return;
    path.state = after;
    this.#watchDeadline(path);
    const { name } = after;
    if (path === this.#standby) {
      if (name !== "failed") return;
      this.#standby = undefined;
      this.#pathFailed(path);
      return this.#closePath(path);
    }
    if (path !== this.#active && path !== this.#next) return;
    if (name === "connected") {
      this.#failures = 0;
      this.#report(path.id, State.CONNECTED);
      if (!this.#works(path)) this.#loseConsent(path);
    }
    if (name === "failed" && path === this.#active) this.#activeUsable = false;
    if (name === "failed" && path === this.#newest) this.#pathFailed(path);
    this.#promoteIfReady();
    this.#world.onChanged(this);
    this.#watch();
  }

  #watchDeadline(path: ClientPath): void {
    const atMs = deadlineMs(path.state);
    if (atMs === undefined) return;
    const { sinceMs } = path.state;
    this.#world.network.time.at(atMs, () => {
      if (path.state.sinceMs === sinceMs) this.#dispatch(path, { type: "tick" });
    });
  }

  #pathFailed(path: ClientPath): void {
    const waitMs = reportDelayMs(this.#failures++, this.#random.next());
    this.#world.network.time.after(waitMs, () => {
      if (path.standby || this.#newest === path) this.#report(path.id, State.FAILED);
    });
  }

  // ---- what it sees ----

  #works(path: ClientPath): boolean {
    const node = this.#world.nodes.get(path.nodeId)!;
    return node.carries(path.id) && this.#world.network.reaches(this.host, node.host);
  }

  /** Media of others arrives. */
  #flows(): boolean {
    const path = this.#active;
    return path !== undefined && this.#works(path) && this.#others(path);
  }

  #others(path: ClientPath): boolean {
    const room = this.#world.nodes.get(path.nodeId)!.paths.get(path.id)?.room;
    return room !== undefined && !room.standby && room.paths.size > 1;
  }

  #looks(): TrackLook[] {
    if (this.#flows()) this.#lastMediaMs = this.#nowMs;
    if (!this.#world.hasCompany(this)) this.#lastMediaMs = undefined; // Nothing is expected.
    return this.#lastMediaMs === undefined ? [] : [{ trackId: "others", lastMediaMs: this.#lastMediaMs }];
  }

  /** Looks several times a second while something is wrong; while all is well, looking changes nothing. */
  #watch(): void {
    if (this.#watching || this.ended) return;
    this.#watching = true;
    const look = (): void => {
      this.#watching = false;
      if (this.ended) return;
      const flows = this.#flows();
      this.#witness.look(this.#looks());
      if (!flows) this.#watch();
    };
    this.#world.network.time.after(lookMs, look);
  }

  #reportMedia(state: "alive" | "stopped" | "unknown", silentMs: number): void {
    const path = this.#active;
    if (!path || path.state.name !== "connected") return;
    if (state === "stopped") this.#socket?.probe();
    const told = { alive: State.ALIVE, stopped: State.STOPPED, unknown: State.UNKNOWN }[state];
    this.#report(path.id, told, silentMs);
  }

  #report(pathId: string, state: wire.ReportPath.State, silentMs = 0): void {
    this.#request("reportPath", { pathId, state, gapMs: 0, silentMs });
  }

  #request(name: "reportPath" | "assert" | "restartIce", payload: object): void {
    this.#socket?.rpc.request(name, payload as never).catch(() => {});
  }

  get #nowMs(): number {
    return this.#world.network.time.nowMs;
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#world.network.time.after(ms, resolve));
  }
}
