// Keeps media elements on a track whose MediaStreamTrack changes below it. Each element keeps ONE MediaStream for its
// whole life and only the track inside is swapped, so that the element keeps showing the last frame until the new
// track has one, and whatever the page did to the element (volume, sink, picture in picture, paused) stays.

import type { Kind } from "../../proto/rtp.ts";
import type { Playback } from "./playback.ts";
import { isSilent, silentTrack } from "./silent-track.ts";

interface Shown {
  readonly stream: MediaStream;
  /** Whose track of each kind it plays: the one that was attached last. */
  readonly owners: Map<Kind, AttachedElements>;
  pausedByPage: boolean;
}

const shownIn = new WeakMap<HTMLMediaElement, Shown>();

export class AttachedElements {
  readonly #kind: Kind;
  readonly #playback: Playback;
  /** Each with what of this track its stream holds now. */
  readonly #elements = new Map<HTMLMediaElement, MediaStreamTrack | undefined>();
  #track: MediaStreamTrack | undefined;

  constructor(kind: Kind, playback: Playback) {
    this.#kind = kind;
    this.#playback = playback;
  }

  get size(): number {
    return this.#elements.size;
  }

  /** An element of the page's own may carry the audio and the video track of one participant at once. */
  attach<Element extends HTMLMediaElement>(element: Element): Element {
    const shown = shownOf(element);
    const owner = shown.owners.get(this.#kind);
    if (owner === this) return element;
    owner?.detach(element);
    shownIn.set(element, shown);
    element.srcObject = shown.stream;
    shown.owners.set(this.#kind, this);
    this.#elements.set(element, undefined);
    if (this.#track) this.#put(element, this.#track);
    return element;
  }

  detach(element: HTMLMediaElement): boolean {
    if (!this.#elements.has(element)) return false;
    const track = this.#elements.get(element);
    this.#elements.delete(element);
    const shown = shownIn.get(element);
    if (!shown || shown.owners.get(this.#kind) !== this) return true;
    shown.owners.delete(this.#kind);
    if (track) shown.stream.removeTrack(track);
    if (shown.owners.size === 0) release(element, shown, this.#playback);
    return true;
  }

  detachAll(): HTMLMediaElement[] {
    const elements = [...this.#elements.keys()];
    for (const element of elements) this.detach(element);
    return elements;
  }

  /** The track has other media now; undefined leaves the last frame standing. */
  swap(track: MediaStreamTrack | undefined): void {
    this.#track = track;
    if (!track) return;
    for (const element of this.#elements.keys()) this.#put(element, track);
  }

  #put(element: HTMLMediaElement, track: MediaStreamTrack): void {
    const shown = shownIn.get(element);
    // The page has given the element something else to play.
    if (!shown || element.srcObject !== shown.stream) return;
    this.#elements.set(element, track);
    putTrack(element, shown.stream, track);
    if (!shown.pausedByPage) this.#playback.play(element);
  }
}

function shownOf(element: HTMLMediaElement): Shown {
  const known = shownIn.get(element);
  if (known && element.srcObject === known.stream) return known;
  element.addEventListener("pause", notePaused);
  element.addEventListener("play", notePlaying);
  return { stream: new MediaStream(), owners: new Map(), pausedByPage: false };
}

function release(element: HTMLMediaElement, { stream }: Shown, playback: Playback): void {
  for (const track of stream.getTracks()) stream.removeTrack(track);
  if (element.srcObject === stream) element.srcObject = null;
  element.removeEventListener("pause", notePaused);
  element.removeEventListener("play", notePlaying);
  shownIn.delete(element);
  playback.forget(element);
}

/** A stream whose only track has ended pauses its element in some browsers: that is not the page's wish. */
function notePaused({ target }: Event): void {
  const element = target as HTMLMediaElement;
  const shown = shownIn.get(element);
  if (shown && !element.ended) shown.pausedByPage = true;
}

function notePlaying({ target }: Event): void {
  const shown = shownIn.get(target as HTMLMediaElement);
  if (shown) shown.pausedByPage = false;
}

/**
 * Firefox shows only the first video track that a stream ever had at once, so the old one goes before the new one comes.
 * A stream without any live track would end, though, and its element go blank until the next frame: a silent track keeps
 * it alive in between. Sound overlaps instead. Chromium ignores a track whose id the stream has already: then the old
 * one has to go first as well.
 */
function putTrack(element: HTMLMediaElement, stream: MediaStream, track: MediaStreamTrack): void {
  const tracks = stream.getTracks();
  const others = tracks.filter((other) => other.kind === track.kind && other !== track && !isSilent(other));
  if (track.kind === "video") keepAlive(element, stream);
  // Chromium would go on playing the silent track instead.
  else for (const silent of tracks.filter(isSilent)) stream.removeTrack(silent);
  const overlap = track.kind === "audio" && others.every(({ id }) => id !== track.id);
  if (overlap) stream.addTrack(track);
  for (const other of others) stream.removeTrack(other);
  if (!overlap) stream.addTrack(track);
}

/** Chromium would play the silent track instead of a real one, so it stays out of what may be heard. */
function keepAlive(element: HTMLMediaElement, stream: MediaStream): void {
  if (element.muted && stream.getAudioTracks().length === 0) stream.addTrack(silentTrack());
}
