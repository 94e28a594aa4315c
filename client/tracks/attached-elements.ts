// Keeps media elements on a track whose MediaStreamTrack changes below it. Each element keeps ONE MediaStream for its
// whole life and only the track inside is swapped, so that the element keeps showing the last frame until the new
// track has one, and whatever the page set on the element (volume, sink, picture in picture) stays.

import { playWhenAllowed } from "./autoplay.ts";
import { silentTrack } from "./silent-track.ts";

const streams = new WeakMap<HTMLMediaElement, MediaStream>();

export class AttachedElements {
  readonly #elements = new Set<HTMLMediaElement>();
  #track: MediaStreamTrack | undefined;

  get size(): number {
    return this.#elements.size;
  }

  /** An element of the page's own may carry the audio and the video track of one participant at once. */
  attach<Element extends HTMLMediaElement>(element: Element): Element {
    this.#elements.add(element);
    let stream = streams.get(element);
    if (!stream || element.srcObject !== stream) {
      stream = new MediaStream();
      streams.set(element, stream);
      element.srcObject = stream;
    }
    if (this.#track) {
      putTrack(element, stream, this.#track);
      playWhenAllowed(element);
    }
    return element;
  }

  detach(element: HTMLMediaElement): boolean {
    if (!this.#elements.delete(element)) return false;
    const stream = streams.get(element);
    if (stream && this.#track) stream.removeTrack(this.#track);
    if (stream?.getTracks().every((track) => track === silentTrack())) {
      element.srcObject = null;
      streams.delete(element);
    }
    return true;
  }

  detachAll(): HTMLMediaElement[] {
    const elements = [...this.#elements];
    for (const element of elements) this.detach(element);
    return elements;
  }

  /** The track has other media now; undefined leaves the last frame standing. */
  swap(track: MediaStreamTrack | undefined): void {
    this.#track = track;
    if (!track) return;
    for (const element of this.#elements) {
      const stream = streams.get(element);
      if (!stream) continue;
      putTrack(element, stream, track);
      playWhenAllowed(element);
    }
  }
}

/**
 * Firefox shows only the first video track that a stream ever had at once, so the old one goes before the new one comes.
 * A stream without any live track would end, though, and its element go blank until the next frame: a silent track keeps
 * it alive in between. Sound overlaps instead. Chromium ignores a track whose id the stream has already: then the old
 * one has to go first as well.
 */
function putTrack(element: HTMLMediaElement, stream: MediaStream, track: MediaStreamTrack): void {
  const others = stream.getTracks().filter((other) => other.kind === track.kind && other !== track);
  if (track.kind === "video") keepAlive(element, stream);
  const overlap = track.kind === "audio" && others.every(({ id }) => id !== track.id);
  if (overlap) stream.addTrack(track);
  for (const other of others) stream.removeTrack(other);
  if (!overlap) stream.addTrack(track);
}

/** Chromium would play the silent track instead of a real one, so it stays out of what may be heard. */
function keepAlive(element: HTMLMediaElement, stream: MediaStream): void {
  if (element.muted && stream.getAudioTracks().length === 0) stream.addTrack(silentTrack());
}
