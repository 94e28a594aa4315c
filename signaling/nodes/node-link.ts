// What a replica knows of one node, and the control connection that it keeps redialling. Feeds liveness with evidence
// and reports what follows; decides nothing itself.

import { type Backoff, backoffMs } from "../../base/backoff.ts";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { NodeReply, NodeRequest } from "../../proto/cluster-codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { type NodeId, type ReplicaId, RoomName } from "../../proto/ids.ts";
import type { Labels } from "../../proto/labels.ts";
import type { holdfast as wire } from "../../proto/generated/cluster.js";
import type { CallOptions, Payload, RpcName } from "../../proto/rpc.ts";
import type { Dial, NodeConnection, NodeIdentity } from "./control-connection.ts";
import { absentNode, isPresent, type Liveness, type NodeEvidence, nextDeadlineMs, nextLiveness } from "./liveness.ts";
import { isBelievableEpoch, maxRoomsOfNode } from "./believable-claim.ts";
import { describeCandidate, loadAtHello, loadWithout, type NodeFacts } from "./node-facts.ts";
import { type HeldRoom, NodeRooms } from "./node-rooms.ts";
import { readLoad } from "./read-load.ts";
import { Reservations } from "./reservations.ts";
import type { NodeCandidate } from "../placement/select-node.ts";

const redialBackoff: Backoff = { baseMs: 50, maxMs: 1_000 };
const maxMismatches = 4;
/** Tracks that a node says it hears nothing of. */
const maxSilent = 500;
const setServingTimeoutMs = 2_000;

export interface NodeLinkDeps {
  url: string;
  /** The node that announced itself there; undefined where somebody configured the URL. */
  announcedBy?: NodeId | undefined;
  clusterSecret: string;
  replicaId: ReplicaId;
  dial: Dial;
  clock: Clock;
  random: () => number;
  log: Logger;
  /** Why the node that answered is not to be used; undefined when it is. */
  refuse(link: NodeLink, identity: NodeIdentity): string | undefined;
  /** The node has said who it is. */
  onIdentified(link: NodeLink): void;
  /** The node died, or hangs: everything it held is to be placed elsewhere. */
  onDead(link: NodeLink, cause: "died" | "hung", witness: string): void;
  /** The node is silent: its clients are to be asked. */
  onSuspect(link: NodeLink): void;
  /** The node has been silent for long while its media flows: its rooms are to be moved without a gap. */
  onAbandoned(link: NodeLink): void;
  /** Whether the node takes rooms, or why, has changed; `before` is the last that it said until then. */
  onServing(link: NodeLink, before: wire.Serving.$Shape): void;
  /** A media worker of the node died with these rooms. */
  onRoomsLost(link: NodeLink, lost: wire.RoomsLost.$Shape): void;
  /** The highest epoch of the room that this replica knows of; 0 = none. */
  observedEpoch(room: RoomName): number;
  onRoomHeld(link: NodeLink, room: RoomName, held: HeldRoom): void;
  onRoomReleased(link: NodeLink, room: RoomName, epoch: number): void;
  onSessionEvent(link: NodeLink, event: wire.SessionEvent.$Shape): void;
  onSessionEnded(link: NodeLink, ended: wire.SessionEnded.$Shape): void;
  /** The same process on another connection: what it sent in between is lost. */
  onReconnected(link: NodeLink): void;
}

export class NodeLink {
  readonly url: string;
  announcedBy: NodeId | undefined;
  /** Sessions that this replica has put there, or is about to, and that the node has not told of yet. */
  readonly reserved = new Reservations();
  readonly #deps: NodeLinkDeps;
  #connection: NodeConnection | undefined;
  #facts: NodeFacts = { identity: undefined, liveness: absentNode, load: undefined, serving: {} };
  #candidate: NodeCandidate | undefined;
  readonly #held = new NodeRooms();
  #standbySessions = 0;
  /** By room and participant: those that it hears nothing of, by its last heartbeat. */
  #silent: ReadonlySet<string> = new Set();
  /** Its last load had something in it that cannot be. */
  #toldWrong = false;
  /** It has claimed an epoch that cannot be, on this connection. */
  #toldEpoch = false;
  #mismatches = 0;
  #ticker: NodeJS.Timeout | undefined;
  #wasDead = false;
  #closed = false;

  constructor(deps: NodeLinkDeps) {
    this.url = deps.url;
    this.announcedBy = deps.announcedBy;
    this.#deps = deps;
  }

  /** Dials for ever; resolves when the first attempt is over, however it ended. */
  async start(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    void this.#keepDialling(resolve);
    await promise;
  }

  get id(): NodeId | undefined {
    return this.#facts.identity?.nodeId;
  }
  get liveness(): Readonly<Liveness> {
    return this.#facts.liveness;
  }
  /** Not known to be dead, nor given up: it keeps the rooms that it has. */
  get present(): boolean {
    return isPresent(this.liveness.state);
  }
  /** Whether the control connection stands. */
  get connected(): boolean {
    return this.#connection !== undefined;
  }
  get load(): wire.NodeLoad.$Shape | undefined {
    return this.#facts.load;
  }
  get rooms(): ReadonlyMap<RoomName, HeldRoom> {
    return this.#held.rooms;
  }
  /** Rooms that it stands by for. */
  get standbys(): ReadonlyMap<RoomName, HeldRoom> {
    return this.#held.standbys;
  }
  /** Paths that stand by there, as its last heartbeat told. */
  get standbySessions(): number {
    return this.#standbySessions;
  }
  /** Empty, or another at each start of its process. */
  get bootId(): string {
    return this.#facts.identity?.bootId ?? "";
  }
  /** Empty until it has said who it is. */
  get labels(): Labels {
    return this.#facts.identity?.labels ?? {};
  }
  /** How long nothing has been heard of it; undefined until it has said who it is. */
  get silentMs(): number | undefined {
    return this.#facts.identity && this.#deps.clock.nowMs() - this.liveness.lastHeardMs;
  }
  /** Whether it takes rooms, as it says itself. */
  get serving(): wire.Serving.$Shape {
    return this.#facts.serving;
  }
  /** It was given up once, and what it still holds since then is nobody's. */
  get wasDead(): boolean {
    return this.#wasDead;
  }
  /** Whether it said in its last heartbeat that nothing comes from a track of this publisher. */
  hearsNothingOf(room: RoomName, participantId: string): boolean {
    return this.#silent.has(`${room} ${participantId}`);
  }
  /** Sessions that it has, as far as this replica can know: those on their way there included. */
  get sessions(): number {
    return this.#sessionsAt(this.#deps.clock.nowMs());
  }
  get capacity(): number {
    const { load, identity } = this.#facts;
    return load?.capacity || identity?.capacity || 0;
  }

  /** The node as decisions see it: the same object until something of it changes. Undefined before its first hello. */
  candidate(nowMs: number): NodeCandidate | undefined {
    const sessions = this.#sessionsAt(nowMs);
    if (this.#candidate?.sessions !== sessions) this.#candidate = describeCandidate(this.#facts, sessions);
    return this.#candidate;
  }

  /** @throws HoldfastError node_unavailable at once when there is no connection. */
  request<Name extends RpcName<NodeRequest, NodeReply>>(
    name: Name,
    payload: Payload<NodeRequest, Name>,
    options?: CallOptions,
  ): Promise<Payload<NodeReply, Name>> {
    return this.#rpc?.request(name, payload, options) ?? Promise.reject(new HoldfastError("node_unavailable"));
  }

  /** Undefined when it cannot be asked. */
  get #rpc(): NodeConnection["rpc"] | undefined {
    return this.liveness.state === "dead" ? undefined : this.#connection?.rpc;
  }

  /** Tells the node whether to take rooms; resolves when it does as told. @throws HoldfastError as `request` does */
  async setServing(wanted: wire.SetServing.$Shape): Promise<void> {
    const { serving } = await this.request("setServing", wanted, { timeoutMs: setServingTimeoutMs });
    this.#onServing(serving ?? {});
  }

  /** Told when everything that the dead node held has been taken over: it may come back as a new one. */
  evacuated(): void {
    this.#observe({ type: "evacuated" });
  }

  /** What the node's clients say of it. */
  witnessed(verdict: "alive" | "dead", witness: string): void {
    this.#observe({ type: "witnesses", verdict, witness });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#ticker);
    this.#connection?.close();
  }

  async #keepDialling(firstAttemptOver: () => void): Promise<void> {
    for (let failures = 0; !this.#closed;) {
      const ended = Promise.withResolvers<void>();
      try {
        const connection = await this.#deps.dial({
          ...this.#deps,
          announcedBy: this.announcedBy,
          onEvent: (event) => this.#onEvent(event),
          onClose: () => ended.resolve(),
        });
        const refusal = this.#deps.refuse(this, connection.identity);
        if (refusal !== undefined) {
          connection.close();
          throw new HoldfastError("node_duplicate", refusal);
        }
        this.#connection = connection;
        failures = 0;
        this.#onConnected(this.#connection);
        this.#connection.start();
        firstAttemptOver();
        if (this.#closed) this.#connection.close();
        await ended.promise;
        this.#connection = undefined;
        this.#observe({ type: "connectionLost" });
        continue; // The first redial is at once: whether it is refused decides between a blip and a death.
      } catch (error) {
        this.#onDialFailed(error as Error & { code?: string }, failures++);
        firstAttemptOver();
      }
      await new Promise((resolve) => setTimeout(resolve, backoffMs(redialBackoff, failures, this.#deps.random)));
    }
  }

  #onConnected({ identity }: NodeConnection): void {
    this.#deps.log.info(
      { node: identity.nodeId, boot: identity.bootId, rooms: identity.rooms.length },
      "node connected",
    );
    const sameBoot = this.bootId === identity.bootId && this.liveness.state !== "dead";
    this.#know({ identity });
    this.#deps.onIdentified(this);
    this.#observe({ type: "hello", bootId: identity.bootId });
    // After another boot's hello buried the one before, this one starts with a clean slate.
    if (this.liveness.state === "absent") this.#observe({ type: "hello", bootId: identity.bootId });
    this.#know({ load: loadAtHello(this.load, identity) });
    this.reserved.heard();
    this.#held.clear();
    this.#toldEpoch = false;
    for (const held of identity.rooms) this.#onRoomHeld(held);
    this.#noteStandbySessions();
    this.#onServing(identity.serving);
    this.#wasDead = false;
    if (sameBoot) this.#deps.onReconnected(this);
  }

  #know(news: Partial<NodeFacts>): void {
    this.#facts = { ...this.#facts, ...news };
    this.#candidate = undefined;
  }

  #sessionsAt(nowMs: number): number {
    return (this.load?.sessions ?? 0) + this.reserved.count(nowMs);
  }

  #onServing(serving: wire.Serving.$Shape): void {
    const before = this.serving;
    this.#know({ serving });
    const changed = (serving.state ?? 0) !== (before.state ?? 0) || (serving.why ?? "") !== (before.why ?? "");
    if (changed) this.#deps.onServing(this, before);
  }

  #onDialFailed(error: Error & { code?: string }, failures: number): void {
    // A connection that is reset while it is being made says that something is wrong between here and there; if the node
    // died meanwhile, the next attempt is refused.
    const refused = error.code === "ECONNREFUSED";
    const lasting =
      error instanceof HoldfastError && ["cluster_auth_failed", "node_duplicate", "bad_frame"].includes(error.code);
    if (lasting && failures % 20 === 0) this.#deps.log.error({ url: this.url, why: error.message }, "node refused");
    if (refused) this.#observe({ type: "redialRefused" });
  }

  #onEvent(event: wire.NodeEvent.$Shape): void {
    switch (event.body) {
      case "heartbeat":
        this.#onLoad(event.heartbeat.load ?? {});
        this.#silent = new Set(
          event.heartbeat.silent?.slice(0, maxSilent).map(({ room, participantId }) => `${room} ${participantId}`),
        );
        this.reserved.heard();
        this.#observe({ type: "heartbeat" });
        this.#onServing(event.heartbeat.serving ?? {});
        this.#compareDigest(event.heartbeat.roomsDigest ?? 0);
        break;
      case "roomsChanged":
        if (this.#held.claims + (event.roomsChanged.opened?.length ?? 0) > maxRoomsOfNode) {
          this.#onTooManyRooms();
          break;
        }
        for (const held of event.roomsChanged.opened ?? []) this.#onRoomHeld(held);
        for (const resized of event.roomsChanged.resized ?? []) this.#onRoomResized(resized);
        for (const released of event.roomsChanged.closed ?? []) this.#onRoomReleased(released);
        break;
      case "roomsLost":
        for (const { room, standby } of event.roomsLost.rooms ?? [])
          this.#held.delete((room ?? "") as RoomName, standby ?? false);
        // The next heartbeat is too late for those who look for a place just now.
        this.#know({ load: loadWithout(this.load, event.roomsLost) });
        this.#deps.onRoomsLost(this, event.roomsLost);
        break;
      case "sessionEvent":
        this.#deps.onSessionEvent(this, event.sessionEvent);
        break;
      case "sessionEnded":
        this.#deps.onSessionEnded(this, event.sessionEnded);
        break;
      case "challenge":
      case undefined:
        break;
    }
  }

  #onLoad(told: wire.NodeLoad.$Shape): void {
    const { load, wrong } = readLoad(told);
    if (wrong && !this.#toldWrong)
      this.#deps.log.warn(
        { node: this.id, load: told },
        "node tells a load that cannot be: what is wrong counts as busy",
      );
    this.#toldWrong = wrong;
    this.#know({ load });
    this.#noteStandbySessions();
  }

  /** Its rooms' sizes and its load have just been told, the one right after the other. */
  #noteStandbySessions(): void {
    this.#standbySessions = Math.max(0, (this.load?.sessions ?? 0) - this.#held.sessions);
  }

  /** A digest that stays wrong means that a message was missed: a new connection's hello tells everything anew. */
  #compareDigest(reported: number): void {
    this.#mismatches = reported === this.#held.digest ? 0 : this.#mismatches + 1;
    if (this.#mismatches < maxMismatches) return;
    this.#mismatches = 0;
    this.#deps.log.warn({ node: this.id }, "rooms of the node are not as reported, reconnecting");
    this.#connection?.terminate();
  }

  #onRoomHeld({ room: name, epoch, sessions, standby, leaving, participants }: wire.RoomEpoch.$Shape): void {
    const room = RoomName.parse(name ?? "");
    if (room === undefined || !epoch) return;
    const observed = this.#deps.observedEpoch(room);
    if (!isBelievableEpoch(epoch, observed)) {
      this.#held.doubt(room, epoch, standby ?? false);
      if (!this.#toldEpoch)
        this.#deps.log.error(
          { node: this.id, room, epoch, observed },
          "node claims an epoch that cannot be: not believed",
        );
      this.#toldEpoch = true;
      return;
    }
    const held: HeldRoom = {
      epoch,
      sessions: sessions ?? 0,
      leaving: leaving ?? false,
      participants: participants ?? 0,
    };
    this.#held.set(room, held, standby ?? false);
    if (!standby) this.#deps.onRoomHeld(this, room, held);
  }

  /** Dialled again, it is refused for as long as its hello claims that much. */
  #onTooManyRooms(): void {
    this.#deps.log.error({ node: this.id, most: maxRoomsOfNode }, "node claims too many rooms: connection closed");
    this.#connection?.terminate();
  }

  #onRoomResized({ room, epoch, sessions, standby, leaving, participants }: wire.RoomEpoch.$Shape): void {
    const name = (room ?? "") as RoomName;
    const held = this.#held.get(name, standby ?? false);
    if (!held || held.epoch !== epoch) return;
    const resized = {
      epoch,
      sessions: sessions ?? 0,
      leaving: leaving ?? false,
      participants: participants ?? 0,
    };
    this.#held.set(name, resized, standby ?? false);
  }

  #onRoomReleased({ room: name, epoch, standby }: wire.RoomEpoch.$Shape): void {
    const room = RoomName.parse(name ?? "");
    if (room === undefined) return;
    const believed = this.#held.get(room, standby ?? false)?.epoch === epoch;
    if (believed || this.#held.doubted(room, epoch ?? 0, standby ?? false)) this.#held.delete(room, standby ?? false);
    if (!believed) return;
    if (!standby) this.#deps.onRoomReleased(this, room, epoch ?? 0);
  }

  #observe(evidence: NodeEvidence): void {
    const before = this.liveness;
    this.#know({ liveness: nextLiveness(before, evidence, this.#deps.clock.nowMs()) });
    const { state, witness } = this.liveness;
    this.#armTicker();
    if (state === before.state) return;
    const log = this.#deps.log.child({ node: this.id, state, before: before.state, ...(witness ? { witness } : {}) });
    if (state === "dead") {
      log.warn("node is dead");
      this.#wasDead = true;
      // A hung process would go on talking on this connection when it wakes: it has to introduce itself again.
      const hung = evidence.type === "witnesses";
      if (hung || evidence.type === "tick") this.#connection?.terminate();
      this.#deps.onDead(this, hung ? "hung" : "died", witness); // Which sees what the node held.
      this.#held.clear();
      this.#know({ load: undefined });
      this.#noteStandbySessions();
    } else if (state === "suspect") {
      log.warn("node is suspect");
      this.#deps.onSuspect(this);
    } else if (state === "unheard") log.warn("node is not heard of, but its media flows: left alone");
    else if (state === "abandoned") {
      log.warn("node has not been heard of for too long: its rooms are moved");
      this.#deps.onAbandoned(this);
    } else log.debug("node state changed");
  }

  /** Looks again exactly when silence begins to mean something. */
  #armTicker(): void {
    clearTimeout(this.#ticker);
    const deadlineMs = nextDeadlineMs(this.liveness);
    if (deadlineMs === undefined || this.#closed) return;
    const waitMs = Math.max(0, deadlineMs - this.#deps.clock.nowMs()) + 1;
    this.#ticker = setTimeout(() => this.#observe({ type: "tick" }), waitMs);
  }
}
