// What a client sees of the media that should come to it, told by the shipped witness (client/playout/path-witness.ts).

import { PathWitness, type PathWitnessHooks, type TrackLook } from "../../client/playout/path-witness.ts";
import type { ClientPath } from "./client-path.ts";
import type { VirtualTime } from "./virtual-time.ts";

export interface ClientEyesDeps {
  time: VirtualTime;
  ended(): boolean;
  active(): ClientPath | undefined;
  /** Somebody else is in the client's room, wherever their path is. */
  hasCompany(): boolean;
  report: PathWitnessHooks["report"];
}

const lookMs = 250;

export class ClientEyes {
  readonly #deps: ClientEyesDeps;
  readonly #witness: PathWitness;
  #lastMedia: { atMs: number; path: ClientPath } | undefined;
  #watching = false;

  constructor(deps: ClientEyesDeps) {
    this.#deps = deps;
    this.#witness = new PathWitness({ report: deps.report, nowMs: () => deps.time.nowMs });
  }

  /** Something between the client and its nodes has changed. */
  mediaChanged(): void {
    this.#note();
    this.watch();
  }

  /** The server asks. */
  answer(): void {
    this.#witness.answer(this.#looks());
  }

  /** Looks several times a second while something is wrong; while all is well, looking changes nothing. */
  watch(): void {
    if (this.#watching || this.#deps.ended()) return;
    this.#watching = true;
    this.#deps.time.after(lookMs, () => {
      this.#watching = false;
      if (this.#deps.ended()) return;
      const flows = this.#flows();
      this.#witness.look(this.#looks());
      if (!flows) this.watch();
    });
  }

  #note(): void {
    const path = this.#deps.active();
    if (path && this.#flows()) this.#lastMedia = { atMs: this.#deps.time.nowMs, path };
  }

  /** Media of others arrives. */
  #flows(): boolean {
    const path = this.#deps.active();
    return path !== undefined && path.works && path.hasOthers;
  }

  #looks(): TrackLook[] {
    this.#note();
    if (!this.#deps.hasCompany()) this.#lastMedia = undefined; // Nothing is expected.
    if (!this.#lastMedia) return [];
    const { atMs, path } = this.#lastMedia;
    return [{ trackId: "others", lastMediaMs: atMs, onActivePath: path === this.#deps.active() }];
  }
}
