// Keeps a spare path for a call that is calm, and tells the server what it will send. A call with a hot standby needs none.

import { type IceServers, mayGatherAhead } from "../connections/ice-servers.ts";
import type { Intent } from "./intent.ts";
import { subscriptionsOf, trackOf } from "./intent.ts";
import type { SdkLogger } from "../sdk-logger.ts";
import type { Connections, TrackCounts } from "../connections/connections.ts";
import type { ProducedTrack } from "../connections/send-side.ts";
import type { SignalRequest } from "../signaling/signal-socket.ts";
import { SparePath } from "./spare-path.ts";

export interface SpareHooks {
  request: SignalRequest;
  logger: SdkLogger;
  /** Whether a spare is wanted just now. */
  isCalm(): boolean;
  /** How much the call receives; undefined where paths have no transport for that. */
  receives(): TrackCounts | undefined;
  /** Of the newest offer: the next one's will be the same, most likely. */
  iceServers(): IceServers;
}

const lookMs = 500;
/**
 * Making a spare takes the page's time, some 15 ms, and people who join or come back have better use for it. A room's
 * clients become calm all in the same moment, but need not tell their replica so: some wait longer.
 */
const calmMs = 1_000;
const spreadMs = 1_000;
/** After the browser refused to make one: a track that it cannot send may be gone by then. */
const againMs = 10_000;

export class SpareKeeper {
  readonly #connections: Connections;
  readonly #intent: Intent;
  readonly #hooks: SpareHooks;
  #timer: ReturnType<typeof setInterval> | undefined;
  #spare: SparePath | undefined;
  #making = false;
  /** When the call will have been calm for long enough; undefined while it is not. */
  #dueMs: number | undefined;
  /** When a spare that is too small for the call, which has grown, makes place for another one. */
  #enlargeAtMs: number | undefined;
  /** What the server was last told, as text. */
  #told = "";
  #closed = false;

  constructor(connections: Connections, intent: Intent, hooks: SpareHooks) {
    this.#connections = connections;
    this.#intent = intent;
    this.#hooks = hooks;
    this.#timer = setInterval(() => this.#look(), lookMs);
  }

  /** For the path that is offered now, with these servers, when it sends what is intended now. */
  take(iceServers: IceServers): SparePath | undefined {
    const spare = this.#spare;
    this.#spare = undefined;
    // What was told served that path, or serves none.
    this.#told = "";
    this.#dueMs = undefined;
    if (spare?.fits(this.#intent, iceServers)) return spare;
    if (spare) closeLater(spare);
    return undefined;
  }

  /** Another server than before, which has been told nothing. */
  serverChanged(): void {
    this.#told = "";
  }

  /** The network is another one, or may be: addresses that were gathered on it are of no use any more. */
  discard(): void {
    this.#spare?.close();
    this.#spare = undefined;
    this.#dueMs = undefined;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.discard();
  }

  #look(): void {
    const nowMs = performance.now();
    if (!this.#hooks.isCalm()) {
      this.#dueMs = undefined;
      return;
    }
    this.#dueMs ??= soon(nowMs);
    if (nowMs < this.#dueMs || this.#making) return;
    const iceServers = this.#hooks.iceServers();
    const mayMake = this.#intent.tracks.size > 0 && mayGatherAhead(iceServers, Date.now());
    if (this.#spare?.fits(this.#intent, iceServers)) {
      this.#tell(this.#spare.produced);
      if (this.#isTooSmall(this.#spare, nowMs) && mayMake) void this.#make(iceServers);
    } else if (this.#spare) {
      this.discard();
      // Another one will be told of as soon as it is there.
      if (!mayMake) this.#tell([]);
    } else if (mayMake) void this.#make(iceServers);
  }

  #isTooSmall(spare: SparePath, nowMs: number): boolean {
    if (spare.isLargeEnough(this.#hooks.receives())) this.#enlargeAtMs = undefined;
    else this.#enlargeAtMs ??= soon(nowMs);
    return nowMs >= (this.#enlargeAtMs ?? Infinity);
  }

  async #make(iceServers: IceServers): Promise<void> {
    const { logger } = this.#hooks;
    this.#making = true;
    try {
      const wishes = { intent: this.#intent, receives: this.#hooks.receives(), iceServers };
      const spare = await SparePath.create(this.#connections, wishes, logger);
      logger.debug("spare path made", { tracks: spare.produced.length });
      // Meanwhile a path was offered, or the network has changed.
      if (this.#closed || this.#dueMs === undefined) return spare.close();
      this.#spare?.close();
      this.#spare = spare;
      this.#enlargeAtMs = undefined;
      if (spare.fits(this.#intent, iceServers)) this.#tell(spare.produced);
    } catch (error) {
      // Paths are made without one meanwhile.
      logger.debug("no spare path", { reason: String(error) });
      this.#dueMs = performance.now() + againMs;
    } finally {
      this.#making = false;
    }
  }

  #tell(produced: readonly ProducedTrack[]): void {
    const tracks = produced.flatMap(({ id, rtp }) => {
      const track = this.#intent.tracks.get(id);
      return track ? [{ track: trackOf(track), rtp }] : [];
    });
    const prepared = { tracks, subscriptions: subscriptionsOf(this.#intent) };
    const told = JSON.stringify(prepared);
    if (told === this.#told) return;
    this.#told = told;
    this.#hooks
      .request("prepare", prepared)
      .catch((error: unknown) => this.#hooks.logger.debug("not prepared", { reason: String(error) }));
  }
}

const soon = (nowMs: number): number => nowMs + calmMs + Math.random() * spreadMs;

/** Closing blocks the main thread for milliseconds, and a path is about to be built. */
function closeLater(spare: SparePath): void {
  setTimeout(() => spare.close(), 2_000);
}
