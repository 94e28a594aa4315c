// Browsers may refuse to play sound before the person has touched the page. Elements that were refused are tried again
// at the first gesture; a page that wants to ask for one is told, and has a button's click call start().

import { HoldfastError } from "../../proto/errors.ts";

const gestures = ["pointerup", "keydown", "touchend"] as const;

export class Playback {
  readonly #refused = new Set<HTMLMediaElement>();
  readonly #onChanged: (allowed: boolean) => void;

  /** @param onChanged whether everything that should be heard may be. */
  constructor(onChanged: (allowed: boolean) => void = () => {}) {
    this.#onChanged = onChanged;
  }

  /** False while the browser refuses to play an element. */
  get allowed(): boolean {
    return this.#refused.size === 0;
  }

  play(element: HTMLMediaElement): void {
    void this.#try(element);
  }

  /** The element shows nothing of ours any more, or the page has paused it. */
  forget(element: HTMLMediaElement): void {
    if (this.#refused.delete(element)) this.#changed(this.#refused.size === 0);
  }

  /** Call it in a click's handler. @throws HoldfastError playback_blocked when the browser still refuses. */
  async start(): Promise<void> {
    await Promise.all([...this.#refused].map((element) => this.#try(element)));
    if (!this.allowed) throw new HoldfastError("playback_blocked");
  }

  close(): void {
    this.#refused.clear();
    this.#listen(false);
  }

  async #try(element: HTMLMediaElement): Promise<void> {
    try {
      await element.play();
      this.forget(element);
    } catch (reason) {
      // AbortError: another load or play() of the same element took over.
      if (!(reason instanceof DOMException) || reason.name !== "NotAllowedError") return;
      const first = this.#refused.size === 0;
      this.#refused.add(element);
      this.#changed(first);
    }
  }

  #changed(turned: boolean): void {
    if (!turned) return;
    this.#listen(!this.allowed);
    this.#onChanged(this.allowed);
  }

  #listen(on: boolean): void {
    for (const gesture of gestures) {
      if (on) document.addEventListener(gesture, this.#onGesture, { capture: true });
      else globalThis.document?.removeEventListener(gesture, this.#onGesture, { capture: true });
    }
  }

  #onGesture = (): void => {
    for (const element of this.#refused) this.play(element);
  };
}
