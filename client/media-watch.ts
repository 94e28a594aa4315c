// Watches when media arrives, and shows each remote track from the path that delivers it: the newest path's consumer
// takes over when it has media, so that the last frame of the old one stays on the screen meanwhile; and while both
// deliver, between two frames.

import { decideChangeOver } from "./change-over.ts";
import { holdBack, releaseHold } from "./hold-back.ts";
import { allBack, flowingTracks, longestGapMs, type WatchedTrack } from "./media-gap.ts";
import { lastMediaTime, type MediaTime, type ReadMediaTime } from "./media-time.ts";
import type { TrackLook } from "./path-witness.ts";
import type { Received } from "./receive-side.ts";

export interface MediaWatchHooks {
  /** This consumer's track is the one to show from now on. */
  onMedia(received: Received): void;
  /** Neither muted nor unpublished nor unsubscribed: media should arrive. */
  isExpected(trackId: string): boolean;
  /** Whether the path before the newest one still carries media: a migration. */
  isChangingOver(): boolean;
  /** After every look while watching. */
  onPolled(): void;
  /** When each track that should arrive was last heard of; several times a second. */
  onLooked(looks: readonly TrackLook[]): void;
}

interface Slot {
  shown: Received;
  newest: Received;
  /** When `newest` began to wait for its turn. */
  sinceMs: number;
  /** One of the two is being brought in step with the other. */
  holding: boolean;
}

/** Chromium keeps a source for 10 s after its last packet, so the time of the last frame can be read afterwards. */
const idlePollMs = 125;
/** One look takes some 20 us a track: it asks libwebrtc's worker thread. */
const watchingPollMs = 10;
/** A muted track may be given another consumer without ever getting media: it is not looked at as often for long. */
const busyMs = 5_000;
const waitingPollMs = 100;

export class MediaWatch {
  readonly #hooks: MediaWatchHooks;
  readonly #readTime: ReadMediaTime;
  readonly #slots = new Map<string, Slot>();
  readonly #lastMediaMs = new Map<string, number>();
  #watched: Map<string, WatchedTrack> | undefined;
  #consumersBefore = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #busyUntilMs = 0;

  constructor(hooks: MediaWatchHooks, readTime: ReadMediaTime = lastMediaTime) {
    this.#hooks = hooks;
    this.#readTime = readTime;
    this.#schedule();
  }

  /** A consumer on the newest path. With `atOnce` it is shown before media arrives: nothing better is there. */
  add(received: Received, atOnce: boolean): void {
    const slot = this.#slots.get(received.trackId);
    const sinceMs = performance.timeOrigin + performance.now();
    if (slot && !atOnce) {
      slot.newest = received;
      slot.sinceMs = sinceMs;
      slot.holding = false;
      // Of a path that is lost, nothing better will come: with the first packet on the new one, its first frame is shown.
      received.consumer.track.addEventListener("unmute", () => this.#firstPacket(slot, received), { once: true });
      this.#busyUntilMs = performance.now() + busyMs;
      this.#schedule();
      return;
    }
    this.#slots.set(received.trackId, { shown: received, newest: received, sinceMs, holding: false });
    this.#hooks.onMedia(received);
  }

  #firstPacket(slot: Slot, received: Received): void {
    if (slot.newest === received && slot.shown !== received && !this.#hooks.isChangingOver()) this.#show(slot);
  }

  #show(slot: Slot): void {
    slot.shown = slot.newest;
    this.#hooks.onMedia(slot.shown);
    releaseHold(slot.shown.consumer);
  }

  remove(trackId: string): void {
    this.#slots.delete(trackId);
    this.#lastMediaMs.delete(trackId);
    this.#watched?.delete(trackId);
  }

  shown(trackId: string): Received | undefined {
    return this.#slots.get(trackId)?.shown;
  }

  /**
   * The path is lost: remember what was flowing until now. With `mayComeBack`, media on the same path ends the gap too;
   * otherwise what trickles in on it is of before.
   */
  beginGap(mayComeBack = false): void {
    if (this.#watched) return;
    this.#readTimes();
    this.#watched = flowingTracks(this.#lastMediaMs);
    this.#consumersBefore = new Set(
      mayComeBack ? [] : [...this.#slots.values()].map(({ newest }) => newest.consumer.id),
    );
    this.#schedule();
  }

  /** When each expected track's media last came, on the path that shows it; undefined when none ever has. */
  look(): TrackLook[] {
    const looks: TrackLook[] = [];
    for (const [trackId, { shown }] of this.#slots) {
      if (this.#hooks.isExpected(trackId)) looks.push({ trackId, lastMediaMs: this.#readTime(shown.consumer)?.atMs });
    }
    return looks;
  }

  /** Whether media is back on every track that was flowing and still should. */
  get allBack(): boolean {
    return allBack(this.#expected());
  }

  /** Whether every track that is flowing is shown from its newest path. */
  get changedOver(): boolean {
    for (const [trackId, { shown, newest }] of this.#slots) {
      if (shown !== newest && this.#watched?.has(trackId) && this.#hooks.isExpected(trackId)) return false;
    }
    return true;
  }

  endGap(): number {
    const gapMs = longestGapMs(this.#expected());
    this.#watched = undefined;
    return gapMs;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#slots.clear();
  }

  *#expected(): Generator<WatchedTrack> {
    for (const [trackId, track] of this.#watched ?? []) if (this.#hooks.isExpected(trackId)) yield track;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.#poll(), this.#pollMs());
  }

  #pollMs(): number {
    if (this.#watched) return watchingPollMs;
    const waiting = [...this.#slots.values()].some(({ shown, newest }) => shown !== newest);
    if (!waiting) return idlePollMs;
    return performance.now() < this.#busyUntilMs ? watchingPollMs : waitingPollMs;
  }

  #poll(): void {
    this.#readTimes();
    if (this.#watched) this.#hooks.onPolled();
    else this.#hooks.onLooked(this.look());
    this.#schedule();
  }

  #readTimes(): void {
    for (const [trackId, slot] of this.#slots) {
      const newest = this.#readTime(slot.newest.consumer);
      const shown = slot.shown === slot.newest ? newest : this.#readTime(slot.shown.consumer);
      this.#noteGap(trackId, slot, shown?.atMs, newest?.atMs);
      if (slot.shown !== slot.newest) this.#changeOver(slot, shown, newest);
      const timeMs = slot.shown === slot.newest ? newest?.atMs : shown?.atMs;
      if (timeMs !== undefined) this.#lastMediaMs.set(trackId, timeMs);
    }
  }

  #changeOver(slot: Slot, shown: MediaTime | undefined, newest: MediaTime | undefined): void {
    const nowMs = performance.timeOrigin + performance.now();
    const decision = decideChangeOver({
      shown,
      newest,
      shownGoesOn: this.#hooks.isChangingOver(),
      nowMs,
      sinceMs: slot.sinceMs,
    });
    if (decision.do === "change") this.#show(slot);
    else if (decision.do === "hold back" && !slot.holding) {
      slot.holding = true;
      const { newest: waiting } = slot;
      void holdBack(slot[decision.path].consumer, decision.byMs)
        .catch(() => {})
        .then(() => {
          if (slot.newest === waiting) slot.holding = false;
        });
    }
  }

  #noteGap(trackId: string, slot: Slot, shownMs: number | undefined, newestMs: number | undefined): void {
    const watched = this.#watched?.get(trackId);
    if (!watched || watched.firstAfterMs !== undefined) return;
    // The old path may go on delivering while the new one is made.
    if (slot.shown !== slot.newest) watched.lastBeforeMs = Math.max(watched.lastBeforeMs, shownMs ?? 0);
    const isNew = !this.#consumersBefore.has(slot.newest.consumer.id);
    const isAfter = newestMs !== undefined && (slot.shown !== slot.newest || newestMs > watched.lastBeforeMs);
    if (isNew && isAfter) watched.firstAfterMs = newestMs;
  }
}
