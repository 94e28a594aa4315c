// The rooms that have sessions on this replica: joins them to nodes, and keeps them going whatever happens to those. The
// order of things per room is a queue; what is done in it is in recovery.ts, migration.ts and standby.ts.

import { type Backoff, backoffMs } from "../../base/backoff.ts";
import { KeyedQueue } from "../../base/keyed-queue.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import type { PathOffer } from "../../proto/model.ts";
import { wire } from "../../proto/model.ts";
import type { holdfast as cluster } from "../../proto/generated/cluster.js";
import type { Session } from "../session/session.ts";
import { attachSessions } from "./attach.ts";
import { JoinAttempts } from "./join-attempts.ts";
import { joinsGoElsewhereAfterMs, joinWitness, unlessSilent } from "./node-silence.ts";
import { type LocalRoom, newLocalRoom } from "./local-room.ts";
import { changeOver, dropStandbys, endPrevious, migrateRoom, releasePrevious } from "./migration.ts";
import { PlaceMaker } from "./place-maker.ts";
import { isNewerPlacement, isSamePlacement } from "../placement/placement-order.ts";
import { type Placed, placeRoom } from "../placement/placement.ts";
import { type Loss, recoverRoom } from "./recovery.ts";
import type { RoomsDeps } from "./rooms-deps.ts";
import { sweepStandbys } from "./standby.ts";

const retryBackoff: Backoff = { baseMs: 100, maxMs: 2_000 };
/** A room whose clients cannot reach its node is moved at most this often: it may be their own network. */
const moveAwayAgainAfterMs = 10_000;
const standbySweepMs = 500;
/**
 * Building a standby path takes the browser's time, and the media of the moment comes first. A client that has just begun
 * to send does not know yet what its network takes, and a standby path begins with what was known when it was built.
 */
const standbyAfterJoinMs = 2_500;
const standbyAfterRecoveryMs = 2_000;

export class Rooms {
  readonly #deps: RoomsDeps;
  readonly #rooms = new Map<RoomName, LocalRoom>();
  readonly #queue = new KeyedQueue<RoomName>();
  readonly #placeMaker: PlaceMaker;
  readonly #sweeper: NodeJS.Timeout;

  constructor(deps: RoomsDeps) {
    this.#deps = deps;
    this.#placeMaker = new PlaceMaker(deps);
    this.#sweeper = setInterval(() => sweepStandbys(this.#deps, this.#rooms.values()), standbySweepMs).unref();
  }

  *[Symbol.iterator](): IterableIterator<Readonly<LocalRoom>> {
    yield* this.#rooms.values();
  }

  close(): void {
    clearInterval(this.#sweeper);
  }

  get(name: RoomName): Readonly<LocalRoom> | undefined {
    return this.#rooms.get(name);
  }

  on(nodeId: NodeId): LocalRoom[] {
    return [...this.#rooms.values()].filter((room) => room.placed?.nodeId === nodeId);
  }

  /**
   * Places the room if need be and attaches the session to its node.
   * @throws HoldfastError no_capacity, no_matching_node, limit_*, bad_media, node_unavailable
   */
  async join(session: Session, cause: wire.PathCause, signal: AbortSignal): Promise<PathOffer> {
    const room = this.#open(session.room);
    room.selector = session.settings;
    const attempts = new JoinAttempts();
    for (;;) {
      // Behind a recovery of the same room, a join waits for its outcome.
      const placed = await this.#queue.run(room.name, () => this.#place(room, attempts));
      const asks = (until: AbortSignal) => this.#attachOne(room, placed, session, cause, until);
      // Where there is no other node, or the room cannot be moved, all that is left is to wait for this one.
      const silentMs = (): number =>
        attempts.triedElsewhere || !this.#isElsewhere(placed) ? 0 : this.#silentMs(placed);
      try {
        if (silentMs() >= joinsGoElsewhereAfterMs) throw new HoldfastError("node_unavailable");
        return await unlessSilent(silentMs, signal, asks);
      } catch (thrown) {
        const error = HoldfastError.from(thrown);
        const here = this.#rooms.get(session.room)?.sessions.size ?? 0;
        const onNode = this.#deps.nodes.byId(placed.nodeId)?.rooms.get(room.name)?.sessions ?? 0;
        const silent = silentMs() >= joinsGoElsewhereAfterMs;
        const next = attempts.refused(error, placed, { here, onNode, silent });
        if (next === "give up" || signal.aborted) {
          this.leave(session);
          throw error;
        }
        if (next === "make place") await this.#makePlace(room, placed);
        if (next === "move away") {
          await this.migrate(room.name, placed.nodeId, wire.PathCause.CONTROL_LOST, joinWitness);
          continue;
        }
        const waitMs = backoffMs(retryBackoff, attempts.count, this.#deps.random);
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  #silentMs({ nodeId }: Placed): number {
    return this.#deps.nodes.byId(nodeId)?.silentMs ?? 0;
  }

  #isElsewhere({ nodeId }: Placed): boolean {
    return this.#deps.candidates().some(({ id, usable }) => usable && id !== nodeId);
  }

  /** The room's node is full. */
  async #makePlace(room: LocalRoom, from: Placed): Promise<void> {
    const startedMs = performance.now();
    room.newcomers++;
    try {
      await this.#queue.run(room.name, async () => {
        if (!room.placed || !isSamePlacement(room.placed, from)) return;
        const to = await this.#placeMaker.makePlace(room, from, room.newcomers);
        const why = { cause: wire.PathCause.REBALANCED, witness: "its node has no place for who comes", from };
        if (to) this.#report(room, why, to, room.sessions.size, 0, startedMs);
      });
    } finally {
      room.newcomers--;
    }
  }

  /** A session that comes with its paths from another socket or another replica. */
  adopt(session: Session, placed: Placed): void {
    const room = this.#open(session.room);
    room.selector = session.settings;
    room.standby ??= session.standby?.nodeId;
    this.#enter(room, session, placed);
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
      roomSessions: 0,
    });
  }

  /** The client receives everything on its active path. */
  promoted(session: Session): void {
    releasePrevious(this.#deps, session);
  }

  /** The client gave its standby path up. */
  standbyFailed(session: Session, pathId: string): void {
    const path = session.path(pathId);
    if (path?.role !== "standby") return;
    session.closePath(path.id, "failed");
    void this.#deps.nodes
      .byId(path.nodeId)
      ?.request("detach", { pathIds: [pathId], reason: "failed" })
      .catch(() => {});
  }

  /** Forgets the session. The caller tells its nodes. */
  leave(session: Session): void {
    const room = this.#rooms.get(session.room);
    if (!room) return;
    room.sessions.delete(session);
    if (room.sessions.size === 0) this.#rooms.delete(room.name);
  }

  /** Moves every room of the node somewhere else. Resolves when all of them are recovered or given up. */
  async nodeDied(nodeId: NodeId, cause: wire.PathCause, witness: string): Promise<void> {
    for (const room of this.#rooms.values()) {
      endPrevious(room, (path) => path.nodeId === nodeId);
      if (room.standby === nodeId) dropStandbys(this.#deps, room, "node_unavailable");
    }
    const held = this.#deps.nodes.byId(nodeId)?.rooms;
    const sizes = new Map(this.on(nodeId).map((room) => [room, held?.get(room.name)?.sessions]));
    await Promise.all(
      smallFirst([...sizes.keys()]).map((room) => this.#lose(room, cause, witness, false, sizes.get(room))),
    );
    sweepStandbys(this.#deps, this.#rooms.values());
  }

  /** A media worker died: its rooms go to another worker of the same node if one is alive, else elsewhere. */
  async workerDied(nodeId: NodeId, { rooms, liveWorkers, cause: witness }: cluster.RoomsLost.$Shape): Promise<void> {
    const nodeUsable = (liveWorkers ?? 0) > 0;
    const lost: LocalRoom[] = [];
    const sizes = new Map<LocalRoom, number>();
    for (const { room: name, epoch, standby, sessions } of rooms ?? []) {
      const room = this.#rooms.get(name as RoomName);
      if (!room) continue;
      if (standby && room.standby === nodeId) dropStandbys(this.#deps, room, "node_unavailable");
      else if (room.placed?.nodeId === nodeId && room.placed.epoch === epoch) {
        lost.push(room);
        sizes.set(room, sessions ?? 0);
      }
    }
    await Promise.all(
      smallFirst(lost).map((room) =>
        this.#lose(room, wire.PathCause.WORKER_DIED, witness || "media worker died", nodeUsable, sizes.get(room)),
      ),
    );
  }

  /** Moves the room off the node without a gap, to `prefer` if that fits. Resolves when everybody has been offered a path elsewhere. */
  async migrate(
    name: RoomName,
    nodeId: NodeId,
    cause: wire.PathCause,
    witness: string,
    prefer?: NodeId,
  ): Promise<void> {
    const room = this.#rooms.get(name);
    if (!room) return;
    const startedMs = performance.now();
    await this.#queue.run(name, async () => {
      const from = room.placed;
      if (from?.nodeId !== nodeId || room.sessions.size === 0) return;
      // Without anybody to bring along nobody would be where the room is then; those of other replicas would be fenced.
      if (![...room.sessions].some(({ connected }) => connected)) {
        room.stuck = "connection_closed";
        return;
      }
      try {
        const to = await migrateRoom(this.#deps, room, from, cause, { prefer });
        room.stuck = "";
        this.#report(room, { cause, witness, from }, to, room.sessions.size, 0, startedMs);
      } catch (thrown) {
        room.stuck = HoldfastError.from(thrown).code;
        this.#deps.log.warn({ room: name, node: nodeId, code: room.stuck }, "the room cannot be moved");
      }
    });
  }

  /** Signaling reaches the node, the room's clients do not: whether that is true or not, moving it costs no frame. */
  async moveAway(name: RoomName, nodeId: NodeId, witness: string): Promise<void> {
    const room = this.#rooms.get(name);
    const nowMs = this.#deps.nowMs();
    if (!room || room.placed?.nodeId !== nodeId || nowMs - room.movedAwayAtMs < moveAwayAgainAfterMs) return;
    room.movedAwayAtMs = nowMs;
    await this.migrate(name, nodeId, wire.PathCause.NODE_UNREACHABLE, witness);
  }

  /** Standby paths on a node that is being emptied are made elsewhere. */
  leaveStandby(nodeId: NodeId): void {
    for (const room of this.#rooms.values()) {
      if (room.standby === nodeId) dropStandbys(this.#deps, room, "node_drained");
    }
    sweepStandbys(this.#deps, this.#rooms.values());
  }

  /** A node tells that it holds the room. False when that is an older placement than the one known here. */
  held(name: RoomName, placed: Placed): boolean {
    const room = this.#rooms.get(name);
    if (!room?.placed) return true;
    const known = room.placed;
    if (isSamePlacement(placed, known)) return true;
    const better = isNewerPlacement(name, placed, known);
    if (better) void this.#follow(room, placed);
    return better;
  }

  /** Another replica has placed the room elsewhere; or, when `left` is given, a session comes from where it was before. */
  async #follow(room: LocalRoom, to: Placed, left?: Placed): Promise<void> {
    const startedMs = performance.now();
    await this.#queue.run(room.name, async () => {
      const known = room.placed;
      if (!known || !(isSamePlacement(known, to) || isNewerPlacement(room.name, to, known))) return;
      const from = isSamePlacement(known, to) ? left : known;
      if (!from) return;
      room.placed = to;
      if (from === known) dropStandbys(this.#deps, room, "moved");
      try {
        await changeOver(this.#deps, room, from, to, wire.PathCause.PLACEMENT_MOVED);
        const why = { cause: wire.PathCause.PLACEMENT_MOVED, witness: "another replica placed the room", from };
        this.#report(room, why, to, room.sessions.size, 0, startedMs);
      } catch (thrown) {
        // Its node will be found dead, or the sessions' own path is; both lead to a recovery of their own.
        this.#deps.log.warn(
          { room: room.name, node: to.nodeId, code: HoldfastError.from(thrown).code },
          "not followed",
        );
        room.placed = known;
      }
    });
  }

  #open(name: RoomName): LocalRoom {
    let room = this.#rooms.get(name);
    if (!room) this.#rooms.set(name, (room = newLocalRoom(name)));
    return room;
  }

  /** The room's placement, made if there is none that serves. Runs in the room's queue. */
  async #place(room: LocalRoom, { exclude, lost }: JoinAttempts): Promise<Placed> {
    const prefer = room.placed?.nodeId;
    const { name, selector } = room;
    const placed = await placeRoom(this.#deps, { room: name, sessions: 1, exclude, lost, prefer, selector });
    if ((room.placed?.epoch ?? 0) <= placed.epoch) room.placed = placed;
    return placed;
  }

  async #attachOne(
    room: LocalRoom,
    placed: Placed,
    session: Session,
    cause: wire.PathCause,
    signal: AbortSignal,
  ): Promise<PathOffer> {
    const maxParticipants = session.settings.maxParticipants ?? 0;
    const role = "active" as const;
    const wish = { room: room.name, to: placed, sessions: [session], cause, role, maxParticipants, signal };
    const outcomes = await attachSessions(this.#deps.nodes, wish);
    const outcome = outcomes.get(session) ?? new HoldfastError("internal", "the node forgot the session");
    if (outcome instanceof HoldfastError) throw outcome;
    const current = this.#open(room.name);
    this.#enter(current, session, placed);
    if (current.standbyFromMs < this.#deps.nowMs()) current.standbyFromMs = this.#deps.nowMs() + standbyAfterJoinMs;
    return outcome;
  }

  /** The session has its path. The room may have moved meanwhile, or may have done so without this replica hearing of it. */
  #enter(room: LocalRoom, session: Session, placed: Placed): void {
    room.sessions.add(session);
    const known = room.placed;
    if (!known) room.placed = placed;
    else if (isNewerPlacement(room.name, placed, known)) void this.#follow(room, placed);
    else if (!isSamePlacement(placed, known)) void this.#follow(room, known, placed);
  }

  async #lose(
    room: LocalRoom,
    cause: wire.PathCause,
    witness: string,
    nodeUsable: boolean,
    roomSessions = 0,
  ): Promise<void> {
    const { placed: from, sessions } = room;
    if (!from) return;
    for (const session of sessions) session.pathLost({ cause, fromNodeId: from.nodeId });
    await this.#recover(room, { cause, witness, from, sessions, placementLost: true, nodeUsable, roomSessions });
  }

  /** Recovers the sessions in the room's queue, and reports how it went. */
  async #recover(room: LocalRoom, loss: Loss): Promise<void> {
    const startedMs = performance.now();
    room.standbyFromMs = this.#deps.nowMs() + standbyAfterRecoveryMs;
    const { to, refusal, offered, promoted } = await this.#queue.run(room.name, () =>
      recoverRoom(this.#deps, room, loss, startedMs),
    );
    if (to && offered + promoted === 0) return; // An earlier recovery in the queue had already taken everybody along.
    // Who has found a place stays.
    const unplaced = to ? [] : [...loss.sessions].filter(({ state }) => state === "recovering");
    for (const session of unplaced) session.close(refusal ?? new HoldfastError("no_capacity"));
    this.#report(room, loss, to, offered + promoted, promoted, startedMs);
  }

  #report(
    room: LocalRoom,
    { cause, witness, from }: Pick<Loss, "cause" | "witness" | "from">,
    to: Placed | undefined,
    sessions: number,
    promoted: number,
    startedMs: number,
  ): void {
    const tookMs = performance.now() - startedMs;
    this.#deps.onFailover({ room: room.name, cause, witness, from, to, sessions, promoted, tookMs });
  }
}

/** Most calls are back soonest, and the large ones find the nodes quiet. */
const smallFirst = (rooms: readonly LocalRoom[]): LocalRoom[] =>
  rooms.toSorted((a, b) => a.sessions.size - b.sessions.size);
