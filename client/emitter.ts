import { EventEmitter } from "eventemitter3";

type EventMap<Events> = { [Name in keyof Events]: unknown[] };
type Listener<Args> = (...args: Args extends unknown[] ? Args : never) => void;

/** Typed events. What a listener throws is reported to the page, and never reaches the SDK's own work. */
export class Emitter<Events extends EventMap<Events>> {
  readonly #emitter = new EventEmitter();

  on<Name extends keyof Events & string>(event: Name, listener: Listener<Events[Name]>): this {
    this.#emitter.on(event, listener as () => void);
    return this;
  }

  once<Name extends keyof Events & string>(event: Name, listener: Listener<Events[Name]>): this {
    this.#emitter.once(event, listener as () => void);
    return this;
  }

  off<Name extends keyof Events & string>(event: Name, listener: Listener<Events[Name]>): this {
    this.#emitter.off(event, listener as () => void);
    return this;
  }

  /** @internal */
  emit<Name extends keyof Events & string>(event: Name, ...args: Events[Name]): void {
    try {
      this.#emitter.emit(event, ...(args as unknown[]));
    } catch (thrown) {
      setTimeout(() => {
        throw thrown;
      });
    }
  }
}
