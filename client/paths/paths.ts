// Which path carries the call. One is active. There may be one that is being made (an offer during a build supersedes
// it), one that stands by, and after a migration the one before, which both sides keep until everybody has changed over.
// The same few lines serve the join, every failover, every migration, and the return on another socket.

import type { Event } from "../../proto/codec.ts";
import { wire, type PathOffer } from "../../proto/model.ts";
import type { Intent } from "./intent.ts";
import type { Connections } from "../connections/connections.ts";
import { Path, type PathHooks } from "./path.ts";
import { decideOffer, followsPromotion, mayPromote } from "./path-choice.ts";
import type { SparePath } from "./spare-path.ts";
import { causeFromWire } from "../wire-names.ts";

export interface PathsHooks extends Omit<PathHooks, "onStateChanged"> {
  /** What the offered path can be made of. */
  takeSpare(offer: PathOffer): SparePath | undefined;
  onPromoted(path: Path, before: Path | undefined): void;
  /** The newest path, or the standby, does not work: another one is wanted from the server. */
  onFailed(path: Path): void;
  onConnected(path: Path): void;
  /** Connectivity of a path that carried media is lost, perhaps for a moment. */
  onInterrupted(path: Path): void;
}

/** Closing a peer connection blocks the main thread for milliseconds that a recovering call has better use for. */
const closeOldAfterMs = 2_000;
const closeOverAfterMs = 500;
/** The server closes the path before a migration within seconds; should it never say so, nobody listens there any more. */
const keepPreviousMs = 15_000;

export class Paths {
  readonly #connections: Connections;
  readonly #intent: Intent;
  readonly #hooks: PathsHooks;
  #active: Path | undefined;
  #next: Path | undefined;
  #standby: Path | undefined;
  readonly #previous = new Set<Path>();
  readonly #closing = new Set<Path>();
  #activeUsable = false;
  #highestEpoch = 0;

  constructor(connections: Connections, intent: Intent, hooks: PathsHooks) {
    this.#connections = connections;
    this.#intent = intent;
    this.#hooks = hooks;
  }

  get active(): Path | undefined {
    return this.#active;
  }

  /** What the server takes for the session's path. */
  get newest(): Path | undefined {
    return this.#next ?? this.#active;
  }

  get standby(): Path | undefined {
    return this.#standby;
  }

  /** Whether another path still delivers what the active one may not yet. */
  get changingOver(): boolean {
    return this.#previous.size > 0;
  }

  /** Whether what is shown goes on for now: of the path before the active one, or before one that is still connecting. */
  get shownGoesOn(): boolean {
    return this.changingOver || (this.#next?.keepsPrevious === true && this.#activeUsable);
  }

  byId(pathId: string): Path | undefined {
    return this.live.find((path) => path.id === pathId);
  }

  /** Every path that carries media, is about to, or stands by for it. */
  get live(): Path[] {
    return [this.#active, this.#next, this.#standby, ...this.#previous].filter((path) => path !== undefined);
  }

  /** Whether the event is one to follow: of a path that is there, and not followed before. */
  follows({ pathId = "", seq = 0 }: Pick<Event, "pathId" | "seq">): boolean {
    if (!pathId) return true;
    const path = this.byId(pathId);
    if (!path || !seq || seq <= path.lastSeq) return false;
    path.lastSeq = seq;
    return true;
  }

  /** For a resume: how far each path was followed. */
  positions(): wire.PathPosition.$Shape[] {
    return this.live.map((path) => ({
      pathId: path.id,
      nodeId: path.nodeId,
      epoch: path.epoch,
      lastSeq: path.lastSeq,
      role: path.standby ? wire.PathRole.STANDBY : wire.PathRole.ACTIVE,
    }));
  }

  /**
   * Builds the offered path; unless it is to stand by, promotes it now or when it is connected.
   * @returns false when the offer is a stale one. @throws HoldfastError bad_media
   */
  take(offer: PathOffer, activeGone: boolean): boolean {
    const known = this.live.map(({ id }) => id);
    if (decideOffer(offer, known, this.#highestEpoch) !== "build") return false;
    const hooks = { ...this.#hooks, onStateChanged: (changed: Path) => this.#stateChanged(changed) };
    const spare = offer.role === wire.PathRole.STANDBY ? undefined : this.#hooks.takeSpare(offer);
    const path = new Path(offer, this.#connections, this.#intent, hooks, spare);
    if (path.standby) this.#replaceStandby(path);
    else this.#replaceNext(path, activeGone);
    const built = path.build(offer.consumers ?? []);
    this.#promoteIfReady();
    // While two paths encode the same camera, both are late. First things first, though.
    void built.then(() => {
      for (const old of this.#closing) old.quiesce();
    });
    return true;
  }

  /** The standby carries the call from now on; everything before it is gone. Undefined when there is no such standby. */
  promoteStandby({ pathId, epoch, cause }: wire.PathPromoted.$Shape): Path | undefined {
    const path = this.#standby;
    if (!path || path.id !== pathId || !followsPromotion(epoch ?? 0, this.#highestEpoch)) return undefined;
    this.#standby = undefined;
    if (this.#next) this.#closeLater(this.#next);
    this.#next = path;
    this.#activeUsable = false;
    this.#highestEpoch = Math.max(this.#highestEpoch, epoch ?? 0);
    // Before it is active, so that sound changes over at once.
    this.#promoteIfReady();
    path.activate(epoch ?? path.epoch, causeFromWire(cause));
    return path;
  }

  /** The active path carries nothing any more: whatever comes next is promoted without waiting for it to connect. */
  activeLost(): void {
    this.#activeUsable = false;
    this.#promoteIfReady();
  }

  /** The server says that nobody uses this path any more. */
  closed(pathId: string): void {
    const path = this.byId(pathId);
    if (!path) return;
    if (path === this.#standby) this.#standby = undefined;
    else if (!this.#previous.delete(path)) return path.fail();
    path.quiesce();
    this.#closeLater(path);
  }

  /**
   * The call is whole again: nothing of the paths that are over is to reach it, should their node come back to life. But
   * others may still wait for what this page sends, and closing takes its time.
   */
  closeOver(): void {
    const over = [...this.#closing];
    setTimeout(() => {
      for (const path of over) {
        path.close();
        this.#closing.delete(path);
      }
    }, closeOverAfterMs);
  }

  /** After a resume: only these are left. */
  keepOnly(pathIds: ReadonlySet<string>): void {
    for (const path of this.live) if (path !== this.newest && !pathIds.has(path.id)) this.closed(path.id);
  }

  close(): void {
    for (const path of [...this.live, ...this.#closing]) path.close();
    this.#active = this.#next = this.#standby = undefined;
    this.#previous.clear();
    this.#closing.clear();
  }

  #replaceStandby(path: Path): void {
    if (this.#standby) this.#closeLater(this.#standby);
    this.#standby = path;
  }

  #replaceNext(path: Path, activeGone: boolean): void {
    this.#highestEpoch = path.epoch;
    if (activeGone) this.#activeUsable = false;
    const superseded = this.#next;
    this.#next = path;
    if (superseded) this.#closeLater(superseded);
  }

  #stateChanged(path: Path): void {
    const { name } = path.state;
    if (path === this.#standby) {
      if (name === "connected" || name === "idle") this.#hooks.onConnected(path);
      if (name === "failed") this.#standbyFailed(path);
      return;
    }
    if (path !== this.#active && path !== this.#next) return;
    if (name === "connected" || name === "idle") this.#hooks.onConnected(path);
    if (name === "interrupted") this.#hooks.onInterrupted(path);
    if (name === "failed" && path === this.#active) this.#activeUsable = false;
    if (name === "failed" && path === this.newest) this.#hooks.onFailed(path);
    this.#promoteIfReady();
  }

  #standbyFailed(path: Path): void {
    this.#standby = undefined;
    this.#closeLater(path);
    this.#hooks.onFailed(path);
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
    else for (const gone of [before, ...this.#previous]) if (gone) this.#closeLater(gone);
    this.#hooks.onPromoted(path, before);
  }

  #keep(path: Path): void {
    this.#previous.add(path);
    setTimeout(() => {
      if (this.#previous.has(path)) this.closed(path.id);
    }, keepPreviousMs);
  }

  #closeLater(path: Path): void {
    this.#previous.delete(path);
    this.#closing.add(path);
    setTimeout(() => {
      path.close();
      this.#closing.delete(path);
    }, closeOldAfterMs);
  }
}
