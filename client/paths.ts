// Which path carries the call. There is one active path, and at most one other that is being made: an offer during a
// build supersedes it. The same few lines serve the join, every failover, and the return on another socket.

import type { PathOffer } from "../proto/model.ts";
import type { Intent } from "./intent.ts";
import type { MediaEngine } from "./media-engine.ts";
import { Path, type PathHooks } from "./path.ts";
import { decideOffer, mayPromote } from "./path-choice.ts";

export interface PathsHooks extends Omit<PathHooks, "onStateChanged"> {
  onPromoted(path: Path, before: Path | undefined): void;
  /** The newest path does not work: another one is wanted from the server. */
  onFailed(path: Path): void;
  onConnected(path: Path): void;
}

/** Closing a peer connection blocks the main thread for milliseconds that a recovering call has better use for. */
const closeOldAfterMs = 2_000;

export class Paths {
  readonly #engine: MediaEngine;
  readonly #intent: Intent;
  readonly #hooks: PathsHooks;
  #active: Path | undefined;
  #next: Path | undefined;
  #activeUsable = false;
  #highestEpoch = 0;
  readonly #closing = new Set<Path>();

  constructor(engine: MediaEngine, intent: Intent, hooks: PathsHooks) {
    this.#engine = engine;
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

  byId(pathId: string): Path | undefined {
    return [this.#next, this.#active].find((path) => path?.id === pathId);
  }

  /** Every path that carries media or is about to. */
  get live(): Path[] {
    return [this.#active, this.#next].filter((path) => path !== undefined);
  }

  /**
   * Builds the offered path, and promotes it now or when it is connected.
   * @returns false when the offer is a stale one. @throws HoldfastError bad_media
   */
  take(offer: PathOffer, activeGone: boolean): boolean {
    const decision = decideOffer(offer, this.newest?.id, this.#highestEpoch);
    if (decision !== "build") return false;
    const path = new Path(offer, this.#engine, this.#intent, {
      ...this.#hooks,
      onStateChanged: (changed) => this.#stateChanged(changed),
    });
    this.#highestEpoch = path.epoch;
    if (activeGone) this.#activeUsable = false;
    const superseded = this.#next;
    this.#next = path;
    const built = path.build(offer.consumers ?? []);
    this.#promoteIfReady();
    // While two paths encode the same camera, both are late. First things first, though.
    void built.then(() => {
      for (const old of this.#closing) old.quiesce();
    });
    if (superseded) this.#closeLater(superseded);
    return true;
  }

  /** The active path carries nothing any more: whatever comes next is promoted without waiting for it to connect. */
  activeLost(): void {
    this.#activeUsable = false;
    this.#promoteIfReady();
  }

  close(): void {
    for (const path of [this.#active, this.#next, ...this.#closing]) path?.close();
    this.#active = this.#next = undefined;
    this.#closing.clear();
  }

  #stateChanged(path: Path): void {
    if (path !== this.#active && path !== this.#next) return;
    const { name } = path.state;
    if (name === "connected" || name === "idle") this.#hooks.onConnected(path);
    if (name === "failed" && path === this.#active) this.#activeUsable = false;
    if (name === "failed" && path === this.newest) this.#hooks.onFailed(path);
    this.#promoteIfReady();
  }

  #promoteIfReady(): void {
    const path = this.#next;
    if (!path || !mayPromote(path.state, this.#activeUsable)) return;
    const before = this.#active;
    this.#active = path;
    this.#next = undefined;
    this.#activeUsable = path.state.name !== "failed";
    this.#hooks.onPromoted(path, before);
    if (before) this.#closeLater(before);
  }

  #closeLater(path: Path): void {
    this.#closing.add(path);
    setTimeout(() => {
      path.close();
      this.#closing.delete(path);
    }, closeOldAfterMs);
  }
}
