/** One negotiation of a peer connection after another; whatever is asked for before one begins is part of it. */
export class Negotiations {
  readonly #negotiate: () => Promise<void>;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(negotiate: () => Promise<void>) {
    this.#negotiate = negotiate;
  }

  /** Rejects as the negotiation does; whoever does not care may leave the promise alone. */
  request(): Promise<void> {
    if (this.#next) return this.#next;
    const begin = (): Promise<void> => {
      this.#next = undefined;
      return this.#negotiate();
    };
    this.#next = this.#last.then(begin, begin);
    this.#next.catch(() => {});
    this.#last = this.#next;
    return this.#next;
  }
}
