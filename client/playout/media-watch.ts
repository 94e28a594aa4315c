// Watches when media arrives, and shows each remote track from the path that delivers it: the newest path's consumer
// takes over when it has media, so that the last frame of the old one stays on the screen meanwhile; and while both
// deliver, between two frames.

import type { TrackKey } from "../../proto/ids.ts";
import { allBack, flowingTracks, longestGapMs, type WatchedTrack } from "./media-gap.ts";
import { lastMediaTime, type ReadMediaTime } from "./media-time.ts";
import type { TrackLook } from "./path-witness.ts";
import type { Received } from "../connections/receive-side.ts";
import { patienceMs } from "./change-over.ts";
import { keyOf } from "../tracks/remote-tracks.ts";
import { ShownTrack } from "./shown-track.ts";

export interface MediaWatchHooks {
  /** This consumer's track is the one to show from now on. */
  onMedia(received: Received): void;
  /** Neither muted nor unpublished nor unsubscribed: media should arrive. */
  isExpected(key: TrackKey): boolean;
  /** Whether it comes on the path that carries the call. */
  isOnActivePath(received: Received): boolean;
  /** Whether the path before the newest one still carries media: a migration. */
  shownGoesOn(): boolean;
  /** After every look while watching. */
  onPolled(): void;
  /** Each track that should arrive; several times a second. */
  onLooked(looks: readonly TrackLook[]): void;
}

/** Chromium keeps a source for 10 s after its last packet, so the time of the last frame can be read afterwards. */
const idlePollMs = 125;
/** Silence that is about to mean something is looked at closely. */
const silentPollMs = 25;
const silence = { fromMs: 250, untilMs: 750 };
/** Between two frames of 30 a second: to change over there. One look takes some 20 us a track, on an idle machine. */
const changingPollMs = 10;
/**
 * Each look waits for libwebrtc's worker thread, which has enough to do while a path is built. When media came back is
 * told exactly even afterwards.
 */
const recoveringPollMs = 30;
/**
 * A muted track may be given another consumer without ever getting media: it is not looked at as often for long. Longer
 * than a change-over may take, which has to see every frame.
 */
const busyMs = patienceMs + 1_000;
const waitingPollMs = 100;
/** A look that comes so late, or takes so long, says that the page or the machine is busy at the moment. */
const lateMs = 6;

export class MediaWatch {
  readonly #hooks: MediaWatchHooks;
  readonly #readTime: ReadMediaTime;
  readonly #slots = new Map<TrackKey, ShownTrack>();
  readonly #lastMediaMs = new Map<TrackKey, number>();
  #watched: Map<TrackKey, WatchedTrack> | undefined;
  /** What was received when the gap began, by track. What trickles in on it is of before. */
  #before = new Map<TrackKey, Received>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #busyUntilMs = 0;
  /** When the next look is due. */
  #dueMs = 0;

  constructor(hooks: MediaWatchHooks, readTime: ReadMediaTime = lastMediaTime) {
    this.#hooks = hooks;
    this.#readTime = readTime;
    this.#schedule();
  }

  /** A consumer on the newest path. With `atOnce` it is shown before media arrives: nothing better is there. */
  add(received: Received, atOnce: boolean): void {
    const key = keyOf(received);
    const slot = this.#slots.get(key);
    if (slot && !atOnce) {
      slot.wait(received, wallClockMs(), this.#hooks.shownGoesOn());
      // Of a path that is lost, nothing better will come: with the first packet on the new one, its first frame is shown.
      received.consumer.track.addEventListener("unmute", () => this.#firstPacket(slot, received), { once: true });
      this.#busyUntilMs = performance.now() + busyMs;
      this.#schedule();
      return;
    }
    this.#slots.set(key, new ShownTrack(received));
    this.#hooks.onMedia(received);
  }

  #firstPacket(slot: ShownTrack, received: Received): void {
    if (slot.newest === received && slot.changing && !this.#hooks.shownGoesOn()) this.#show(slot);
  }

  #show(slot: ShownTrack): void {
    slot.showNewest();
    this.#hooks.onMedia(slot.shown);
  }

  /**
   * The path that was lost is replaced, and media is about to come: whoever shows it is to be there for its first frame.
   * Elements keep the last one until then.
   */
  showNewest(): void {
    if (this.#hooks.shownGoesOn()) return;
    for (const slot of this.#slots.values()) if (slot.changing) this.#show(slot);
  }

  remove(key: TrackKey): void {
    this.#slots.delete(key);
    this.#lastMediaMs.delete(key);
    this.#watched?.delete(key);
  }

  /**
   * The path is lost: remember what was flowing until now. With `mayComeBack`, media on the same path ends the gap too.
   * Otherwise the next path is about to be built: only what was never heard of is looked at.
   */
  beginGap(mayComeBack = false): void {
    if (this.#watched) return;
    for (const [key, slot] of this.#slots) if (mayComeBack || !this.#lastMediaMs.has(key)) this.#lookAt(key, slot);
    this.#watched = flowingTracks(this.#lastMediaMs);
    this.#before = new Map(mayComeBack ? [] : [...this.#slots].map(([key, { newest }]) => [key, newest]));
    this.#schedule();
  }

  /** Another path is coming while this one goes on. */
  expectNewer(): void {
    for (const slot of this.#slots.values()) slot.expectNewer();
  }

  /** Each expected track, on the path that shows it. */
  look(): TrackLook[] {
    const { isExpected, isOnActivePath } = this.#hooks;
    const looks: TrackLook[] = [];
    for (const [key, { shown }] of this.#slots) {
      if (!isExpected(key)) continue;
      const { participantId, trackId, consumer } = shown;
      const counter = this.#readTime(consumer)?.atMs;
      const onActivePath = isOnActivePath(shown);
      looks.push({ participantId, trackId, source: shown, mediaTrackId: consumer.track.id, counter, onActivePath });
    }
    return looks;
  }

  /** Whether media is back on every track that was flowing and still should. */
  get allBack(): boolean {
    return allBack(this.#expected());
  }

  /** Whether every track that is flowing is shown from its newest path. */
  get changedOver(): boolean {
    for (const [key, { changing }] of this.#slots) {
      if (changing && this.#watched?.has(key) && this.#hooks.isExpected(key)) return false;
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
    for (const [key, track] of this.#watched ?? []) if (this.#hooks.isExpected(key)) yield track;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    const waitMs = this.#pollMs();
    this.#dueMs = wallClockMs() + waitMs;
    this.#timer = setTimeout(() => this.#poll(), waitMs);
  }

  #pollMs(): number {
    if (this.#watched && this.#hooks.shownGoesOn()) return changingPollMs;
    if (this.#watched) return this.#mayBeBack() ? recoveringPollMs : idlePollMs;
    const waiting = [...this.#slots.values()].some(({ changing }) => changing);
    if (!waiting) return this.#isFallingSilent() ? silentPollMs : idlePollMs;
    return performance.now() < this.#busyUntilMs ? changingPollMs : waitingPollMs;
  }

  /** Nothing comes back before there is something to receive it. */
  #mayBeBack(): boolean {
    return [...this.#slots].some(([key, { newest }]) => newest !== this.#before.get(key));
  }

  #isFallingSilent(): boolean {
    const silentMs = performance.timeOrigin + performance.now() - Math.max(...this.#lastMediaMs.values());
    return silentMs >= silence.fromMs && silentMs < silence.untilMs;
  }

  #poll(): void {
    for (const [key, slot] of this.#slots) this.#lookAt(key, slot);
    if (this.#watched) this.#hooks.onPolled();
    else this.#hooks.onLooked(this.look());
    this.#schedule();
  }

  #lookAt(key: TrackKey, slot: ShownTrack): void {
    const { shown, newest } = slot.read(this.#readTime, this.#hooks.shownGoesOn());
    this.#noteGap(key, slot, newest?.atMs);
    if (slot.changing) this.#changeOver(slot);
    const timeMs = (slot.changing ? shown : newest)?.atMs;
    if (timeMs !== undefined) this.#lastMediaMs.set(key, timeMs);
  }

  #changeOver(slot: ShownTrack): void {
    const nowMs = wallClockMs();
    const moment = { shownGoesOn: this.#hooks.shownGoesOn(), late: nowMs - this.#dueMs > lateMs };
    if (slot.mayChange(moment, nowMs)) this.#show(slot);
  }

  #noteGap(key: TrackKey, slot: ShownTrack, newestMs: number | undefined): void {
    const watched = this.#watched?.get(key);
    if (!watched || watched.firstAfterMs !== undefined) return;
    const before = this.#before.get(key);
    if (newestMs === undefined || slot.newest === before) return;
    // The old path may have gone on delivering while the new one was made.
    const last = slot.changing ? slot.shown : before;
    if (last) watched.lastBeforeMs = Math.max(watched.lastBeforeMs, this.#readTime(last.consumer)?.atMs ?? 0);
    if (slot.changing || newestMs > watched.lastBeforeMs) watched.firstAfterMs = newestMs;
  }
}

const wallClockMs = (): number => performance.timeOrigin + performance.now();
