type EventMap<Events> = { [Name in keyof Events]: unknown[] };
type Listener<Args> = (...args: Args extends unknown[] ? Args : never) => void;
type AnyListener = (...args: unknown[]) => void;

interface Added {
  listener: AnyListener;
  once: boolean;
}

/** Typed events. What a listener throws is reported to the page, and reaches neither other listeners nor the SDK's work. */
export class Emitter<Events extends EventMap<Events>> {
  readonly #added = new Map<string, readonly Added[]>();

  on<Name extends keyof Events & string>(event: Name, listener: Listener<Events[Name]>): this {
    return this.#add(event, { listener: listener as AnyListener, once: false });
  }

  once<Name extends keyof Events & string>(event: Name, listener: Listener<Events[Name]>): this {
    return this.#add(event, { listener: listener as AnyListener, once: true });
  }

  off<Name extends keyof Events & string>(event: Name, listener: Listener<Events[Name]>): this {
    this.#keep(event, (added) => added.listener !== (listener as AnyListener));
    return this;
  }

  /** @internal To those who listen now, whoever is added or removed meanwhile. */
  emit<Name extends keyof Events & string>(event: Name, ...args: Events[Name]): void {
    const all = this.#added.get(event) ?? [];
    if (all.some(({ once }) => once)) this.#keep(event, (added) => !added.once || !all.includes(added));
    for (const { listener } of all) {
      try {
        listener(...(args as unknown[]));
      } catch (thrown) {
        reportToPage(thrown);
      }
    }
  }

  #add(event: string, added: Added): this {
    this.#added.set(event, [...(this.#added.get(event) ?? []), added]);
    return this;
  }

  #keep(event: string, keeps: (added: Added) => boolean): void {
    this.#added.set(event, (this.#added.get(event) ?? []).filter(keeps));
  }
}

/** As an uncaught error: in the console, and where the page collects such. */
function reportToPage(thrown: unknown): void {
  setTimeout(() => {
    throw thrown;
  });
}
