// What this client can testify of its path: for each track that should arrive, how long since it last did, compared with
// how often it usually does, and apart from that whether the path itself is alive. A server that no longer hears from a
// node asks its clients; and a client tells unasked, long before the browser's own timers would (Chromium calls a peer
// connection disconnected after 5 s). Everything is measured as a duration, on this client's own clock: what browsers
// stamp media with is not the same clock everywhere.

import { hearing, maxOrigins, type OriginMedia, type PathMedia } from "../../proto/path-media.ts";
import { Arrivals } from "./arrivals.ts";
import { type PacketReading, PathPulse, type PathReading } from "./path-pulse.ts";

export type MediaState = "alive" | "stopped" | "unknown";

export interface TrackLook {
  participantId: string;
  trackId: string;
  /** Its consumer: another one's media is of another stream. */
  source: object;
  /** Of its MediaStreamTrack, as statistics name it. */
  mediaTrackId: string;
  /** Changes whenever media of it arrives; undefined when none ever has. */
  counter: number | undefined;
  /** What is shown comes on the path that carries the call; otherwise still on the one before it. */
  onActivePath: boolean;
}

export interface PathWitnessHooks {
  /**
   * `shown`: what the page sees, whichever path that comes on. `testimony`: what is heard on the path that carries the
   * call. Before others send on a new path, what stops on the old one is no word against the new one's node.
   */
  report(shown: MediaState, testimony: PathMedia): void;
  /** The path that carries the call. */
  activePath(): object | undefined;
  /** The statistics of that path's connections. */
  readPath(): Promise<PathReading | undefined>;
  nowMs?: () => number;
}

/** A timer that is this late means that this page itself stood still: what it sees is its own past. */
const ownStallMs = 300;
/** Statistics cost the browser some milliseconds in a large call: they are read often only when something falls silent. */
const calmReadMs = 1_000;
const closeReadMs = 125;
const closeFromMs = 250;
/** Whoever asks waits for 150 ms. */
const answerWithinMs = 60;

export class PathWitness {
  readonly #hooks: PathWitnessHooks;
  readonly #now: () => number;
  /** Of those that were expected at the last look: who comes back from a mute begins anew. */
  #arrivals = new Map<object, Arrivals>();
  #packets: ReadonlyMap<string, PacketReading> = new Map();
  #path: object | undefined;
  #pulse = new PathPulse();
  #reading: Promise<void> | undefined;
  #readAtMs = Number.NEGATIVE_INFINITY;
  #packetsAtMs = 0;
  #shown: MediaState = "unknown";
  #told = "";
  #lookedAtMs: number | undefined;

  constructor(hooks: PathWitnessHooks) {
    this.#hooks = hooks;
    this.#now = hooks.nowMs ?? (() => performance.now());
  }

  /** What was seen last. */
  get state(): MediaState {
    return this.#shown;
  }

  /** Several times a second: tells when media stops, and when it comes back. */
  look(looks: readonly TrackLook[]): void {
    const nowMs = this.#now();
    const stalled = this.#lookedAtMs !== undefined && nowMs - this.#lookedAtMs > ownStallMs;
    this.#lookedAtMs = nowMs;
    this.#note(looks, nowMs);
    if (stalled) return;
    this.#readIfDue(looks, nowMs);
    const testimony = this.#testimony(looks, nowMs);
    this.#shown = this.#see(looks, testimony, nowMs);
    const heard = hearing(testimony);
    const isSilence = heard === "deaf" || heard === "cut";
    const tells = `${this.#shown === "stopped"} ${isSilence ? heard : "fine"}`;
    const changed = tells !== this.#told && (this.#told !== "" || isSilence || this.#shown === "stopped");
    this.#told = tells;
    if (changed) this.#hooks.report(this.#shown, testimony);
  }

  /** The server asks. */
  async answer(looks: readonly TrackLook[]): Promise<void> {
    this.#note(looks, this.#now());
    this.#read();
    await Promise.race([this.#reading, new Promise((resolve) => setTimeout(resolve, answerWithinMs))]);
    const nowMs = this.#now();
    this.#note(looks, nowMs);
    this.#hooks.report(this.#see(looks, this.#testimony(looks, nowMs), nowMs), this.#testimony(looks, nowMs));
  }

  #note(looks: readonly TrackLook[], nowMs: number): void {
    const path = this.#hooks.activePath();
    if (path !== this.#path) {
      this.#path = path;
      this.#pulse = new PathPulse();
      this.#packets = new Map();
      this.#readAtMs = Number.NEGATIVE_INFINITY;
    }
    const before = this.#arrivals;
    this.#arrivals = new Map();
    for (const { source, mediaTrackId, counter, onActivePath } of looks) {
      if (counter === undefined) continue;
      const arrivals = before.get(source) ?? new Arrivals();
      this.#arrivals.set(source, arrivals);
      arrivals.note(counter, nowMs);
      const packet = this.#packets.get(mediaTrackId);
      if (packet) arrivals.heard(this.#packetsAtMs - packet.ageMs);
      const silentMs = arrivals.silentMs(nowMs);
      if (onActivePath && silentMs !== undefined) this.#pulse.heard(nowMs - silentMs);
    }
  }

  #origins(looks: readonly TrackLook[], nowMs: number): OriginMedia[] {
    return looks.flatMap(({ participantId, trackId, source }) => {
      const arrivals = this.#arrivals.get(source);
      const silentMs = arrivals?.silentMs(nowMs);
      return silentMs === undefined ? [] : [{ participantId, trackId, silentMs, dueMs: arrivals!.dueMs }];
    });
  }

  #testimony(looks: readonly TrackLook[], nowMs: number): PathMedia {
    const origins = this.#origins(
      looks.filter(({ onActivePath }) => onActivePath),
      nowMs,
    );
    return { silentMs: this.#pulse.silentMs(nowMs) ?? 0, dueMs: this.#pulse.dueMs, origins: fewest(origins) };
  }

  /** Where the page is still shown what comes on another path, that path's own statistics are not read. */
  #see(looks: readonly TrackLook[], testimony: PathMedia, nowMs: number): MediaState {
    const onPath = looks.every(({ onActivePath }) => onActivePath);
    const heard = hearing(onPath ? testimony : { silentMs: 0, dueMs: 0, origins: this.#origins(looks, nowMs) });
    return heard === "unknown" ? heard : heard === "hears" ? "alive" : "stopped";
  }

  #readIfDue(looks: readonly TrackLook[], nowMs: number): void {
    const silentMs = Math.min(...this.#origins(looks, nowMs).map((origin) => origin.silentMs));
    if (nowMs - this.#readAtMs >= (silentMs >= closeFromMs ? closeReadMs : calmReadMs)) this.#read();
  }

  /** One reading at a time. */
  #read(): void {
    if (this.#reading) return;
    const pulse = this.#pulse;
    this.#readAtMs = this.#now();
    this.#reading = this.#hooks
      .readPath()
      .then((reading) => {
        if (!reading) return;
        pulse.note(reading, this.#now());
        this.#packets = reading.recv?.tracks ?? new Map();
        this.#packetsAtMs = this.#now();
      })
      .catch(() => {}) // A connection that was closed meanwhile.
      .finally(() => (this.#reading = undefined));
  }
}

/** Half of them those heard last, half those that have been overdue for longest. */
function fewest(origins: OriginMedia[]): OriginMedia[] {
  if (origins.length <= maxOrigins) return origins;
  const sorted = origins.toSorted((a, b) => a.silentMs / a.dueMs - b.silentMs / b.dueMs);
  return [...sorted.slice(0, maxOrigins / 2), ...sorted.slice(-maxOrigins / 2)];
}
