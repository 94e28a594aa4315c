// Keeps media elements on a track whose MediaStreamTrack changes below it. Each element keeps ONE MediaStream for its
// whole life and only the track inside is swapped, so that the element goes on showing the last frame until the new
// track has one, and whatever the page set on the element (volume, sink, picture in picture) stays.

import { playWhenAllowed } from "./autoplay.ts";

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
      putTrack(stream, this.#track);
      playWhenAllowed(element);
    }
    return element;
  }

  detach(element: HTMLMediaElement): boolean {
    if (!this.#elements.delete(element)) return false;
    const stream = streams.get(element);
    if (stream && this.#track) stream.removeTrack(this.#track);
    if (stream?.getTracks().length === 0) {
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
      putTrack(stream, track);
      playWhenAllowed(element);
    }
  }
}

function putTrack(stream: MediaStream, track: MediaStreamTrack): void {
  const others = stream.getTracks().filter((other) => other.kind === track.kind && other !== track);
  stream.addTrack(track);
  for (const other of others) stream.removeTrack(other);
}
