// The rooms that have sessions on this replica: joins them to nodes, and moves them when a node or worker dies.
// The order of things per room is a queue; what is decided is in placement.ts and select-node.ts.

import { type Backoff, backoffMs } from "../../base/backoff.ts";
import { KeyedQueue } from "../../base/keyed-queue.ts";
import type { Logger } from "../../base/logger.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { type NodeId, PathId, type RoomName } from "../../proto/ids.ts";
import type { PathOffer } from "../../proto/model.ts";
import { wire } from "../../proto/model.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import type { Session } from "../session/session.ts";
import type { Nodes } from "./nodes.ts";
import { type Placed, type PlacementDeps, placeRoom } from "./placement.ts";

export interface RoomsDeps extends PlacementDeps {
  nodes: Nodes;
  log: Logger;
  /** Every recovery of a room, once it is over. */
  onFailover(report: FailoverReport): void;
}

export interface FailoverReport {
  room: RoomName;
  cause: wire.PathCause;
  witness: string;
  from: Placed;
  to: Placed | undefined;
  sessions: number;
  tookMs: number;
}

/** What happened to sessions of a room, and what may be done about it. */
interface Loss {
  cause: wire.PathCause;
  witness: string;
  from: Placed;
  sessions: Iterable<Session>;
  /** Whether the room must be placed anew; otherwise only paths failed. */
  placementLost: boolean;
  /** Whether the node may keep the room. */
  nodeUsable: boolean;
}

interface LocalRoom {
  name: RoomName;
  placed: Placed | undefined;
  sessions: Set<Session>;
}

const attachTimeoutMs = 3_000;
const maxJoinAttempts = 5;
const retryBackoff: Backoff = { baseMs: 100, maxMs: 2_000 };
/** A room that no node takes for so long is given up. */
const giveUpAfterMs = 60_000;

export class Rooms {
  readonly #deps: RoomsDeps;
  readonly #rooms = new Map<RoomName, LocalRoom>();
  readonly #queue = new KeyedQueue<RoomName>();

  constructor(deps: RoomsDeps) {
    this.#deps = deps;
  }

  *[Symbol.iterator](): IterableIterator<Readonly<LocalRoom>> {
    yield* this.#rooms.values();
  }

  /**
   * Places the room if need be and attaches the session to its node.
   * @throws HoldfastError no_capacity, limit_*, bad_media, node_unavailable
   */
  async join(session: Session, cause: wire.PathCause, signal: AbortSignal): Promise<PathOffer> {
    const room = this.#open(session.room);
    const failed = new Set<NodeId>();
    for (let attempt = 1; ; attempt++) {
      // Behind a recovery of the same room, a join waits for its outcome.
      const placed = await this.#queue.run(room.name, () => this.#place(room, 1, failed));
      try {
        return await this.#attachOne(room, placed, session, cause, signal);
      } catch (thrown) {
        const error = HoldfastError.from(thrown);
        if (!isNodeTrouble(error) || attempt >= maxJoinAttempts || signal.aborted) {
          this.leave(session);
          throw error;
        }
        // A join never moves a room that others are in: whether their node is dead is for liveness to say.
        const alone = (this.#rooms.get(session.room)?.sessions.size ?? 0) === 0;
        if (alone && error.code !== "epoch_stale") failed.add(placed.nodeId);
        await new Promise((resolve) => setTimeout(resolve, backoffMs(retryBackoff, attempt, this.#deps.random)));
      }
    }
  }

  /** Gives the session another path on its room's node: the client says that the one it has no longer works. */
  async rebuildPath(session: Session): Promise<void> {
    const room = this.#rooms.get(session.room);
    if (!room?.placed || !room.sessions.has(session)) return;
    session.pathLost({ cause: wire.PathCause.PATH_FAILED, fromNodeId: room.placed.nodeId });
    await this.#recover(room, {
      cause: wire.PathCause.PATH_FAILED,
      witness: "the client reported its path as failed",
      from: room.placed,
      sessions: [session],
      placementLost: false,
      nodeUsable: true,
    });
  }

  /** Forgets the session. The caller tells its node. */
  leave(session: Session): void {
    const room = this.#rooms.get(session.room);
    if (!room) return;
    room.sessions.delete(session);
    if (room.sessions.size === 0) this.#rooms.delete(room.name);
  }

  /** Moves every room of the node somewhere else. Resolves when all of them are recovered or given up. */
  async nodeDied(nodeId: NodeId, witness: string): Promise<void> {
    const lost = [...this.#rooms.values()].filter((room) => room.placed?.nodeId === nodeId);
    await Promise.all(lost.map((room) => this.#lose(room, wire.PathCause.NODE_DIED, witness, false)));
  }

  /** A media worker died: its rooms go to another worker of the same node if one is alive, else elsewhere. */
  async workerDied(nodeId: NodeId, { rooms, liveWorkers, cause: witness }: cluster.RoomsLost.$Shape): Promise<void> {
    const lost = (rooms ?? []).flatMap(({ room: name, epoch }) => {
      const room = this.#rooms.get(name as RoomName);
      return room?.placed?.nodeId === nodeId && room.placed.epoch === epoch ? [room] : [];
    });
    const nodeUsable = (liveWorkers ?? 0) > 0;
    await Promise.all(lost.map((room) => this.#lose(room, wire.PathCause.WORKER_DIED, witness ?? "", nodeUsable)));
  }

  #open(name: RoomName): LocalRoom {
    let room = this.#rooms.get(name);
    if (!room) this.#rooms.set(name, (room = { name, placed: undefined, sessions: new Set() }));
    return room;
  }

  /** The room's placement, made if there is none that serves. Runs in the room's queue. */
  async #place(
    room: LocalRoom,
    sessions: number,
    exclude: ReadonlySet<NodeId>,
    lost?: Placed,
    prefer?: NodeId,
  ): Promise<Placed> {
    const placed = await placeRoom(this.#deps, {
      room: room.name,
      sessions,
      exclude,
      lost,
      prefer: prefer ?? room.placed?.nodeId,
    });
    room.placed = placed;
    return placed;
  }

  async #attachOne(
    room: LocalRoom,
    placed: Placed,
    session: Session,
    cause: wire.PathCause,
    signal?: AbortSignal,
  ): Promise<PathOffer> {
    const outcomes = await this.#attach(room, placed, [session], cause, signal);
    const outcome = outcomes.get(session) ?? new HoldfastError("internal", "the node forgot the session");
    if (outcome instanceof HoldfastError) throw outcome;
    const current = this.#open(room.name);
    current.placed ??= placed;
    if (current.placed.epoch > placed.epoch) throw new HoldfastError("epoch_stale"); // It moved meanwhile.
    current.sessions.add(session);
    return outcome;
  }

  /** One Attach for all sessions. @throws HoldfastError when the node as a whole cannot be used. */
  async #attach(
    room: LocalRoom,
    placed: Placed,
    sessions: readonly Session[],
    cause: wire.PathCause,
    signal?: AbortSignal,
  ): Promise<Map<Session, PathOffer | HoldfastError>> {
    const link = this.#deps.nodes.byId(placed.nodeId);
    if (!link) throw new HoldfastError("node_unavailable");
    for (const session of sessions) session.expectOfferFrom(placed.nodeId);
    const { results } = await link.request(
      "attach",
      { room: room.name, epoch: placed.epoch, cause, sessions: sessions.map((session) => session.attach) },
      { timeoutMs: attachTimeoutMs, signal },
    );
    const outcomes = new Map<Session, PathOffer | HoldfastError>();
    const left: Session[] = [];
    for (const session of sessions) {
      const result = results?.find(({ sessionId }) => sessionId === session.id);
      if (result?.outcome === "offer" && session.state === "closed") {
        outcomes.set(session, new HoldfastError("left"));
        left.push(session);
      } else if (result?.outcome === "offer") {
        outcomes.set(session, result.offer);
        session.attached((PathId.parse(result.offer.path?.id ?? "") ?? "") as PathId);
      } else if (result?.outcome === "error") outcomes.set(session, HoldfastError.fromMessage(result.error));
    }
    // Its own Detach came before the node had it, or went to the node before.
    if (left.length > 0)
      void link.request("detach", { sessionIds: left.map(({ id }) => id), reason: "left" }).catch(() => {});
    return outcomes;
  }

  async #lose(room: LocalRoom, cause: wire.PathCause, witness: string, nodeUsable: boolean): Promise<void> {
    const { placed: from, sessions } = room;
    if (!from) return;
    for (const session of sessions) session.pathLost({ cause, fromNodeId: from.nodeId });
    await this.#recover(room, { cause, witness, from, sessions, placementLost: true, nodeUsable });
  }

  /** Recovers the sessions in the room's queue, and reports how it went. */
  async #recover(room: LocalRoom, loss: Loss): Promise<void> {
    const startedMs = performance.now();
    const { cause, witness, from, sessions } = loss;
    const { to, offered } = await this.#queue.run(room.name, () => this.#offerPaths(room, loss, startedMs));
    if (to && offered === 0) return; // An earlier recovery in the queue had already taken everybody along.
    if (!to) for (const session of sessions) session.close(new HoldfastError("no_capacity"));
    const tookMs = performance.now() - startedMs;
    this.#deps.onFailover({ room: room.name, cause, witness, from, to, sessions: offered, tookMs });
  }

  /** Places the room anew, if need be, and offers new paths, until everybody who waits has one. */
  async #offerPaths(
    room: LocalRoom,
    loss: Loss,
    startedMs: number,
  ): Promise<{ to: Placed | undefined; offered: number }> {
    const failed = new Set<NodeId>(loss.nodeUsable ? [] : [loss.from.nodeId]);
    let lost = loss.placementLost ? loss.from : undefined;
    let offered = 0;
    for (let attempt = 0; performance.now() - startedMs < giveUpAfterMs; attempt++) {
      const waiting = [...loss.sessions].filter(({ state }) => state === "recovering");
      if (waiting.length === 0) return { to: room.placed, offered };
      try {
        const prefer = loss.nodeUsable && attempt === 0 ? loss.from.nodeId : undefined;
        const placed = await this.#place(room, waiting.length, failed, lost, prefer);
        // Unless it takes them now. Where only paths failed, the others are on it and stay.
        if (loss.placementLost) lost = placed;
        const outcomes = await this.#attach(room, placed, waiting, loss.cause);
        for (const [session, outcome] of outcomes) this.#deliver(session, outcome);
        lost = undefined;
        offered += outcomes.size;
        if (waiting.every(({ state }) => state !== "recovering")) return { to: placed, offered };
      } catch (thrown) {
        const error = HoldfastError.from(thrown);
        this.#deps.log.warn(
          { room: room.name, code: error.code, err: error.cause, attempt },
          "recovery attempt failed",
        );
        if (error.code === "no_capacity") failed.clear();
        else if (error.code !== "epoch_stale" && lost) failed.add(lost.nodeId);
      }
      await new Promise((resolve) => setTimeout(resolve, backoffMs(retryBackoff, attempt, this.#deps.random)));
    }
    return { to: undefined, offered };
  }

  #deliver(session: Session, outcome: PathOffer | HoldfastError): void {
    if (!(outcome instanceof HoldfastError)) session.send({ body: "pathOffered", pathOffered: outcome });
    else if (!isNodeTrouble(outcome)) session.close(outcome);
  }
}

/** Errors that another node, or another try, may not give. */
function isNodeTrouble({ code }: HoldfastError): boolean {
  return [
    "node_unavailable",
    "connection_closed",
    "timeout",
    "epoch_stale",
    "limit_sessions",
    "limit_rooms",
    "internal",
  ].includes(code);
}
