// What a client hears of the others, told by the shipped witness (client/playout/path-witness.ts). Whose media arrives is a
// question of reachability, and of whether they have anything to send.

import { PathWitness, type PathWitnessHooks, type TrackLook } from "../../client/playout/path-witness.ts";
import type { ConnectionReading, PathReading } from "../../client/playout/path-pulse.ts";
import type { PathMedia } from "../../proto/path-media.ts";
import type { ClientPath } from "./client-path.ts";
import type { MediaSource } from "./media-source.ts";
import type { VirtualTime } from "./virtual-time.ts";

export interface Heard {
  identity: string;
  source: MediaSource;
  /** What it sends arrives at the node of this path. */
  arrivesAt(path: ClientPath): boolean;
}

export interface ClientEyesDeps {
  time: VirtualTime;
  ended(): boolean;
  active(): ClientPath | undefined;
  /** What this client itself sends. */
  source: MediaSource;
  /** The others in the room, wherever their path is. */
  company(): readonly Heard[];
  /** Nothing reaches the client, while it reaches everybody. */
  downlinkDead(): boolean;
  report: PathWitnessHooks["report"];
}

interface Origin {
  readonly identity: string;
  readonly path: ClientPath;
  readonly source: MediaSource;
  counter: number | undefined;
  flows: boolean;
}

const lookMs = 125;
/** A still screen's cadence is known after so long. */
const replayedMs = 5_000;
/** A node tells who sends how that arrives (transport-wide congestion control, every 100 ms). */
const answerMs = 100;
const senderReportMs = 1_000;
/** Promises of one look. */
const turns = 8;

export class ClientEyes {
  readonly #deps: ClientEyesDeps;
  readonly #witness: PathWitness;
  #origins: Origin[] = [];
  /** Whether packets of any kind reach the client on its path, as of the last look at how things are. */
  #pulse: { path: ClientPath; alive: boolean; lastMs: number } | undefined;
  #clockMs = 0;
  #chain: Promise<void> = Promise.resolve();
  #watching = false;

  constructor(deps: ClientEyesDeps) {
    this.#deps = deps;
    this.#clockMs = deps.time.nowMs;
    this.#witness = new PathWitness({
      report: deps.report,
      activePath: deps.active,
      readPath: async () => this.#read(),
      nowMs: () => this.#clockMs,
    });
  }

  /** Something between people and their nodes has changed, or somebody has come or gone. */
  mediaChanged(): void {
    this.#then(async () => {
      await this.#catchUp();
      this.#see();
    });
    this.watch();
  }

  /** The server asks. */
  answer(): void {
    this.#then(async () => {
      await this.#catchUp();
      this.#see();
      await this.#witness.answer(this.#looks());
    });
  }

  /** Looks several times a second while something is missing; while all is well, that can be made up for later. */
  watch(): void {
    if (this.#watching || this.#deps.ended()) return;
    this.#watching = true;
    this.#deps.time.after(lookMs, () => {
      this.#watching = false;
      if (this.#deps.ended()) return;
      this.#then(async () => {
        await this.#catchUp();
        this.#see();
        this.#witness.look(this.#looks());
        if (this.#origins.some(({ flows }) => !flows) || this.#pulse?.alive === false) this.watch();
      });
    });
  }

  #then(step: () => Promise<void>): void {
    this.#chain = this.#chain.then(() => (this.#deps.ended() ? undefined : step()));
  }

  /** All looks since the last one: until now everything was as it was then. */
  async #catchUp(): Promise<void> {
    const { nowMs } = this.#deps.time;
    for (let atMs = Math.max(this.#clockMs + lookMs, nowMs - replayedMs); atMs < nowMs; atMs += lookMs) {
      this.#clockMs = atMs;
      this.#witness.look(this.#looks());
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    }
    this.#looks();
    this.#clockMs = nowMs;
  }

  /** How things are from now on. */
  #see(): void {
    const path = this.#deps.active();
    if (!path) return void (this.#origins = []);
    const reached = path.works && !this.#deps.downlinkDead();
    if (this.#pulse?.path !== path) this.#pulse = { path, alive: reached, lastMs: this.#clockMs };
    this.#advance();
    this.#pulse.alive = reached;
    this.#origins = this.#deps.company().map((other): Origin => {
      const { identity, source } = other;
      const flows = reached && source.sends && other.arrivesAt(path);
      const before = this.#origins.find((it) => it.identity === identity && it.source === source);
      // Until somebody sends on the new path, they are shown from the one before.
      if (before && (before.path === path || !flows)) return Object.assign(before, { flows });
      return { identity, path, source, counter: undefined, flows };
    });
  }

  #advance(): void {
    for (const origin of this.#origins) if (origin.flows) origin.counter = origin.source.counter(this.#clockMs);
    if (this.#pulse?.alive) this.#pulse.lastMs = this.#clockMs;
  }

  #looks(): TrackLook[] {
    this.#advance();
    const active = this.#deps.active();
    return this.#origins.map(({ identity, source, path, counter }) => ({
      participantId: identity,
      trackId: `tr_${identity}`,
      source: consumerOf(path, source),
      mediaTrackId: identity,
      counter,
      onActivePath: path === active,
    }));
  }

  #read(): PathReading | undefined {
    const pulse = this.#pulse;
    if (!pulse || pulse.path !== this.#deps.active()) return undefined;
    const every = (ms: number): Pick<ConnectionReading, "received" | "ageMs"> => ({
      received: Math.floor(pulse.lastMs / ms),
      ageMs: this.#clockMs - Math.floor(pulse.lastMs / ms) * ms,
    });
    const { source } = this.#deps;
    const sent = source.sends ? (source.counter(this.#clockMs) ?? 0) : 0;
    const none = { tracks: new Map(), sent: 0 };
    return {
      send: { ...none, ...every(source.sends ? Math.max(answerMs, source.cadenceMs) : senderReportMs), sent },
      recv: { ...none, ...every(senderReportMs) },
    };
  }
}

const consumers = new WeakMap<ClientPath, Map<MediaSource, object>>();

/** The same object for the same track on the same path. */
function consumerOf(path: ClientPath, source: MediaSource): object {
  let known = consumers.get(path);
  if (!known) consumers.set(path, (known = new Map()));
  let consumer = known.get(source);
  if (!consumer) known.set(source, (consumer = {}));
  return consumer;
}

/** What somebody says who says anything but what is so. */
export function lie(
  media: PathMedia,
  that: "nothing comes" | "everything comes",
  company: readonly Heard[],
): PathMedia {
  const silentMs = that === "nothing comes" ? 900 : 10;
  const origins = company.map(({ identity }) => ({
    participantId: identity,
    trackId: `tr_${identity}`,
    silentMs,
    dueMs: 500,
  }));
  return { ...media, silentMs, dueMs: 500, origins };
}
