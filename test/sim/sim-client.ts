// A client without media: it joins and comes back by the shipped rules, and does what its replica tells it. What it would
// see of media is a question of reachability.

import type { Event } from "../../proto/codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { mediaProfileId } from "../../proto/generated/media-profile.ts";
import type { ParticipantId, RoomName } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import type { decideOffer } from "../../client/paths/path-choice.ts";
import type { MediaState } from "../../client/playout/path-witness.ts";
import type { PathMedia } from "../../proto/path-media.ts";
import { defaultReconnectPolicy } from "../../client/signaling/reconnect-policy.ts";
import { ClientEyes, lie } from "./client-eyes.ts";
import type { ClientPath } from "./client-path.ts";
import { ClientPaths } from "./client-paths.ts";
import { ClientSocket } from "./client-socket.ts";
import { MediaSource } from "./media-source.ts";
import { Host, type Network } from "./network.ts";
import type { Random } from "./random.ts";
import type { SimNode } from "./sim-node.ts";
import { isFinal, type SimReplica, tokenOf } from "./sim-replica.ts";

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
  /** The others in the client's room, wherever their path is. */
  company(client: SimClient): readonly SimClient[];
  decideOffer?: typeof decideOffer;
}

const { State } = wire.ReportPath;
const joinTimeoutMs = 10_000;

export class SimClient {
  readonly host = new Host("client");
  readonly room: RoomName;
  readonly identity: ParticipantId;
  readonly hot: boolean;
  readonly source: MediaSource;
  /** Nothing reaches it from its node, while its node hears it. */
  downlinkDead = false;
  /** What it tells of its media, whatever it hears. */
  lies: "nothing comes" | "everything comes" | undefined;
  /** It has joined, and nobody has said that this is over. */
  present = false;
  ended = false;
  readonly #world: ClientWorld;
  readonly #random: Random;
  readonly #paths: ClientPaths;
  readonly #eyes: ClientEyes;
  #socket: ClientSocket | undefined;
  #urlIndex: number;
  #sessionId = "";
  #seat: { seat?: Uint8Array; joinedAtMs?: number } = {};

  constructor(room: RoomName, identity: ParticipantId, hot: boolean, world: ClientWorld, random: Random) {
    this.room = room;
    this.identity = identity;
    this.hot = hot;
    this.#world = world;
    this.#random = random;
    this.source = new MediaSource(random.fork());
    this.#urlIndex = random.whole(0, world.replicas.length - 1);
    const { network, nodes } = world;
    const ended = (): boolean => this.ended;
    this.#eyes = new ClientEyes({
      time: network.time,
      ended,
      active: () => this.active,
      source: this.source,
      company: () => world.company(this),
      downlinkDead: () => this.downlinkDead,
      report: (shown, testimony) => this.#reportMedia(shown, testimony),
    });
    this.#paths = new ClientPaths({
      host: this.host,
      network,
      nodes,
      random,
      ended,
      ...(world.decideOffer ? { decideOffer: world.decideOffer } : {}),
      request: (name, payload) => this.#request(name, payload),
      report: (pathId, state) => this.#report(pathId, state),
      onFollowed: (path) => world.onFollowed(this, path),
      onChanged: () => {
        world.onChanged(this);
        this.#eyes.mediaChanged();
      },
    });
  }

  get active(): ClientPath | undefined {
    return this.#paths.active;
  }
  get standby(): ClientPath | undefined {
    return this.#paths.standby;
  }
  get online(): boolean {
    return this.#socket !== undefined;
  }
  /** Media could flow on the path that carries the call. */
  get served(): boolean {
    const { active } = this;
    return active !== undefined && active.connected && active.works;
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
    this.#paths.closeAll();
  }

  /** The page is gone, and says nothing. */
  vanish(): void {
    this.ended = true;
    this.present = false;
    this.#socket?.close(new HoldfastError("left"));
    this.#socket = undefined;
    this.#paths.closeAll();
  }

  /** Something between this client and its nodes has changed. */
  mediaChanged(): void {
    if (this.ended) return;
    this.#eyes.mediaChanged();
    for (const other of this.#world.company(this)) other.othersChanged();
    for (const path of this.#paths.live()) if (path.connected && !path.works) path.loseConsent();
    this.#world.onChanged(this);
  }

  /** What comes from somebody else may have stopped, or is back. */
  othersChanged(): void {
    if (!this.ended) this.#eyes.mediaChanged();
  }

  /** What this participant sends arrives at the path's node. */
  arrivesAt(path: ClientPath): boolean {
    return path.hears(this.identity, this.host);
  }

  /** Says something of its media that nobody asked for. */
  claim(): void {
    if (!this.ended) this.#reportMedia("alive", { silentMs: 0, dueMs: 0, origins: [] });
  }

  /** The browser's `online` event, or the sockets' own timeouts, find out in time. */
  networkBack(): void {
    this.#socket?.probe();
    this.mediaChanged();
  }

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
      const resume =
        this.#sessionId === ""
          ? undefined
          : { ...this.#seat, sessionId: this.#sessionId, paths: this.#paths.positions() };
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
      this.#seat = { seat: reply.seat ?? new Uint8Array(), joinedAtMs: reply.self?.joinedAtMs ?? 0 };
      this.present = true;
      socket.startPing();
      this.#world.onChanged(this);
      if (reply.resumed) this.#paths.resumed(reply.paths ?? []);
      else this.#paths.takeOffer(reply.offer ?? {});
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
    this.#paths.closeAll();
    this.#world.onEnded(this, error);
  }

  #onEvent(event: Event): void {
    const { pathId = "", seq = 0 } = event;
    if (pathId) {
      const path = this.#paths.byId(pathId);
      if (!path || !seq || seq <= path.lastSeq) return;
      path.lastSeq = seq;
    }
    try {
      if (event.body === "pathOffered") this.#paths.takeOffer(event.pathOffered ?? {});
      else if (event.body === "recovering") this.#paths.activeLost();
      else if (event.body === "pathPromoted") {
        const { pathId: id = "", epoch } = event.pathPromoted ?? {};
        if (!this.#paths.promoted(id ?? "", epoch ?? 0)) this.#report(id ?? "", State.FAILED);
      } else if (event.body === "pathClosed") this.#paths.closed(event.pathClosed?.pathId ?? "");
      else if (event.body === "probePath" && event.probePath?.pathId === this.active?.id) this.#eyes.answer();
    } catch {
      // A stale offer; the SDK logs it.
    }
  }

  #reportMedia(shown: MediaState, heard: PathMedia): void {
    const { active } = this;
    if (!active?.connected) return;
    if (shown === "stopped") this.#socket?.probe();
    const media = this.lies ? lie(heard, this.lies, this.#world.company(this)) : heard;
    this.#request("reportPath", { pathId: active.id, state: State.MEDIA, media });
  }

  #report(pathId: string, state: wire.ReportPath.State): void {
    this.#request("reportPath", { pathId, state });
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
